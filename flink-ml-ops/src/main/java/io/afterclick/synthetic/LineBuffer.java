package io.afterclick.synthetic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One line of text under construction, as bytes: formatting by hand is several times faster than strings. Reused. */
final class LineBuffer {

    private final byte[] digits = new byte[20];
    private byte[] bytes = new byte[512];
    private int length;

    LineBuffer clear() {
        length = 0;
        return this;
    }

    LineBuffer put(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    LineBuffer put(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    LineBuffer put(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    LineBuffer number(long value) {
        if (value < 0) {
            put('-');
        }
        return digits(Math.abs(value), 1);
    }

    /** A letter and a number of a fixed width, such as {@code c0000000001}. */
    LineBuffer id(char letter, long number, int width) {
        return put(letter).digits(number, width);
    }

    /** An amount with two decimals, such as {@code 12.50}. */
    LineBuffer money(long cents) {
        return digits(cents / 100, 1).put('.').digits(cents % 100, 2);
    }

    /** An amount with as many decimals as it needs but at least one, such as {@code 12.5}, as TRACE writes it. */
    LineBuffer shortMoney(long cents) {
        return cents % 10 == 0 ? digits(cents / 100, 1).put('.').digits(cents % 100 / 10, 1) : money(cents);
    }

    /** Writes another text over the column of a number, counted from 0. */
    void replaceColumn(char separator, int column, byte[] text) {
        int from = columnStart(separator, column);
        int to = from;
        while (to < length && bytes[to] != separator) {
            to++;
        }
        byte[] rest = Arrays.copyOfRange(bytes, to, length);
        length = from;
        put(text).put(rest);
    }

    /** The text of a column. */
    byte[] column(char separator, int column) {
        int from = columnStart(separator, column);
        int to = from;
        while (to < length && bytes[to] != separator) {
            to++;
        }
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Keeps the first columns only. */
    void keepColumns(char separator, int columns) {
        length = columnStart(separator, columns) - 1;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    private int columnStart(char separator, int column) {
        int at = 0;
        for (int left = column; left > 0; at++) {
            left -= bytes[at] == separator ? 1 : 0;
        }
        return at;
    }

    private LineBuffer digits(long value, int width) {
        int count = 0;
        for (long left = value; left > 0 || count < width; left /= 10) {
            digits[count++] = (byte) ('0' + left % 10);
        }
        reserve(count);
        while (count > 0) {
            bytes[length++] = digits[--count];
        }
        return this;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + more));
        }
    }
}

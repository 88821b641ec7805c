package io.afterclick.intake;

import io.afterclick.event.Features;
import java.util.Arrays;
import java.util.List;

/** The tab-separated columns of one line, found once and read in place. */
final class TsvColumns {

    private static final byte TAB = '\t';

    private final byte[] line;
    private final int[] starts;
    private final int count;

    TsvColumns(byte[] line, int expected) {
        this.line = line;
        this.starts = new int[expected + 1];
        int found = 1;
        for (int i = 0; i < line.length; i++) {
            if (line[i] == TAB) {
                if (found < expected) {
                    starts[found] = i + 1;
                }
                found++;
            }
        }
        this.count = found;
        Arrays.fill(starts, Math.min(found, expected), expected + 1, line.length + 1);
    }

    static int count(byte[] line) {
        int tabs = 0;
        for (byte b : line) {
            if (b == TAB) {
                tabs++;
            }
        }
        return tabs + 1;
    }

    void requireCount(int expected) throws RefusedRecordException {
        if (count != expected) {
            throw RefusedRecordException.malformed("row", expected + " columns", count + " columns");
        }
    }

    String text(int column) throws RefusedRecordException {
        int end = starts[column + 1] - 1;
        return Utf8.decode(Arrays.copyOfRange(line, Math.min(starts[column], end), end));
    }

    /** A whole number, perhaps negative, of at most 18 digits. */
    long number(String name, int column) throws RefusedRecordException {
        int from = starts[column];
        int to = starts[column + 1] - 1;
        boolean negative = from < to && line[from] == '-';
        int first = negative ? from + 1 : from;
        if (first >= to || to - first > 18) {
            throw RefusedRecordException.malformed(name, "a whole number", text(column));
        }
        long value = 0;
        for (int i = first; i < to; i++) {
            int digit = line[i] - '0';
            if (digit < 0 || digit > 9) {
                throw RefusedRecordException.malformed(name, "a whole number", text(column));
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    /**
     * Columns that are row numbers, packed as they stand.
     *
     * @param tables how many rows each has, from the first of these columns on; none if that does not matter
     */
    Features rowNumbers(int from, int to, List<Long> tables) throws RefusedRecordException {
        for (int column = from; column < to; column++) {
            long row = number("feature", column);
            if (row < 0) {
                throw RefusedRecordException.malformed("feature", "a whole number of 0 or more", text(column));
            }
            int feature = column - from;
            if (feature < tables.size() && row >= tables.get(feature)) {
                throw RefusedRecordException.invalid(
                        "feature_" + feature, "a row number below " + tables.get(feature), text(column));
            }
        }
        return packed(from, to);
    }

    /** Columns as texts, packed. */
    Features texts(int from, int to) throws RefusedRecordException {
        for (int i = starts[from]; i < starts[to] - 1; i++) {
            // Bytes of letters beyond ASCII are negative.
            boolean control = line[i] >= 0 && line[i] < ' ' && line[i] != TAB;
            if (control) {
                throw RefusedRecordException.malformed("feature", "printable text", "a control character");
            }
        }
        Utf8.decode(line);
        return packed(from, to);
    }

    private Features packed(int from, int to) {
        int start = starts[from];
        int end = starts[to] - 1;
        byte[] packed = new byte[end - start + 1];
        for (int i = start; i < end; i++) {
            packed[i - start] = line[i] == TAB ? 0 : line[i];
        }
        return from == to ? Features.NONE : Features.ofPacked(packed);
    }
}

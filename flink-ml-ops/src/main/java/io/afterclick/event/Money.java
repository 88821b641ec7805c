package io.afterclick.event;

import java.math.BigDecimal;

/** Money as exact micro units: millionths of the major currency unit in a long. */
public final class Money {

    /** Micro units in one major currency unit. */
    public static final long MICROS = 1_000_000;

    /** Decimals that a micro unit is. */
    public static final int DECIMALS = 6;

    private Money() {}

    /**
     * Reads decimal text such as {@code 12.50}, exactly.
     *
     * @throws NumberFormatException if it is no finite decimal number, has more than six decimals that count, or is too
     *     large for a long of micro units
     */
    public static long parse(String text) {
        long plain = parsePlain(text);
        if (plain >= 0) {
            return plain;
        }
        BigDecimal decimal;
        try {
            decimal = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new NumberFormatException("expected a decimal amount, found '" + text + "'");
        }
        // A short text may name a number with a billion digits, so its size is looked at before it is expanded.
        if (decimal.signum() != 0 && decimal.precision() - (long) decimal.scale() > 13) {
            throw new NumberFormatException("expected an amount below 9223372036854.775807, found '" + text + "'");
        }
        if (decimal.signum() != 0 && decimal.scale() > 1000) {
            throw new NumberFormatException("expected at most " + DECIMALS + " decimals, found '" + text + "'");
        }
        try {
            return decimal.signum() == 0 ? 0 : decimal.movePointRight(DECIMALS).longValueExact();
        } catch (ArithmeticException e) {
            throw new NumberFormatException("expected an amount of at most " + DECIMALS
                    + " decimals below 9223372036854.775807, found '" + text + "'");
        }
    }

    /** The common form, digits with at most six decimals and no sign; -1 where the text is anything else. */
    private static long parsePlain(String text) {
        int length = text.length();
        if (length == 0 || length > 18) {
            return -1;
        }
        long value = 0;
        int decimals = -1;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && decimals < 0 && i > 0) {
                decimals = 0;
            } else if (c >= '0' && c <= '9' && decimals < DECIMALS) {
                value = value * 10 + (c - '0');
                decimals = decimals < 0 ? decimals : decimals + 1;
            } else {
                return -1;
            }
        }
        for (int d = Math.max(decimals, 0); d < DECIMALS; d++) {
            if (value > Long.MAX_VALUE / 10) {
                return -1;
            }
            value *= 10;
        }
        return value;
    }

    /** Decimal text with at least two decimals and no more than needed. */
    public static String format(long micros) {
        BigDecimal decimal = BigDecimal.valueOf(micros, DECIMALS).stripTrailingZeros();
        return (decimal.scale() < 2 ? decimal.setScale(2) : decimal).toPlainString();
    }

    /** As a training label: major currency units. */
    public static float toLabel(long micros) {
        return (float) (micros / (double) MICROS);
    }
}

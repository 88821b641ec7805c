package io.afterclick.ml;

import io.afterclick.event.Click;
import io.afterclick.event.Features;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row about a click; columns are called as in the records that the command {@code samples} writes.
 *
 * @param table name in messages
 */
record ClickRow(String table, Row row) {

    static final String CLICK_ID = "click_id";
    static final String CLICK_TIME = "click_time_ms";

    /** The click with its features; user and item do not matter to training. */
    Click click(Features features) {
        return new Click(text(CLICK_ID), "", "", number(CLICK_TIME), null, features);
    }

    String text(String column) {
        Object value = row.getField(column);
        if (value == null) {
            throw refused(column, "a text", "none");
        }
        return value.toString();
    }

    long number(String column) {
        Long value = numberOrNull(column);
        if (value == null) {
            throw refused(column, "a number", "none");
        }
        return value;
    }

    /** A number of {@code least} or more. */
    long number(String column, long least) {
        long value = number(column);
        if (value < least) {
            throw refused(column, least + " or more", Long.toString(value));
        }
        return value;
    }

    int count(String column) {
        long value = number(column, 0);
        if (value > Integer.MAX_VALUE) {
            throw refused(column, "a count", Long.toString(value));
        }
        return (int) value;
    }

    @Nullable
    Long numberOrNull(String column) {
        return row.getField(column) instanceof Number number ? number.longValue() : null;
    }

    IllegalArgumentException refused(String column, String expected, String found) {
        return new IllegalArgumentException(table + ", click " + row.getField(CLICK_ID) + ", column " + column
                + ": expected " + expected + ", found " + found);
    }
}

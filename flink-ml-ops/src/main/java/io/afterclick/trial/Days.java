package io.afterclick.trial;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Days from the epoch on, half-open.
 *
 * @param from first day, from 0
 * @param to the day behind the last
 */
public record Days(int from, int to) {

    /** Reads {@code A..B}. */
    public static Days parse(String text) {
        String[] ends = text.strip().split("\\.\\.", -1);
        try {
            int from = Integer.parseInt(ends[0]);
            int to = Integer.parseInt(ends[ends.length - 1]);
            if (ends.length == 2 && from >= 0 && to > from) {
                return new Days(from, to);
            }
        } catch (NumberFormatException e) {
            throw unreadable(text, e);
        }
        throw unreadable(text, null);
    }

    private static IllegalArgumentException unreadable(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "days: expected two whole numbers such as 0..10, found '" + text + "'", cause);
    }

    public long start(long epoch) {
        return epoch + Duration.ofDays(from).toMillis();
    }

    public long end(long epoch) {
        return epoch + Duration.ofDays(to).toMillis();
    }
}

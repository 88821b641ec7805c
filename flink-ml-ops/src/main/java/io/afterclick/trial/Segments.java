package io.afterclick.trial;

import java.io.Serializable;

/**
 * The stream, cut in event time into half-open segments {@code [start + n · length, start + (n + 1) · length)}.
 *
 * @param start of segment 0, in milliseconds
 * @param length of a segment, in milliseconds
 * @param count of segments that train; the clicks of the one behind them are still scored
 */
public record Segments(long start, long length, int count) implements Serializable {

    public Segments {
        if (length < 1 || count < 1) {
            throw new IllegalArgumentException(
                    "expected 1 or more segments of 1 ms or more, found " + count + " of " + length + " ms");
        }
    }

    /**
     * Segments that fill the time from {@code start} to before {@code end}.
     *
     * @throws IllegalArgumentException if the last one would be cut short
     */
    public static Segments between(long start, long end, long length) {
        if (length < 1 || end <= start || (end - start) % length != 0) {
            throw new IllegalArgumentException("segment length: expected a length that divides the stream of "
                    + (end - start) + " ms, found " + length + " ms");
        }
        return new Segments(start, length, Math.toIntExact((end - start) / length));
    }

    /** Segments from {@code start} on, for ever. */
    public static Segments endless(long start, long length) {
        return new Segments(start, length, Integer.MAX_VALUE);
    }

    public boolean areEndless() {
        return count == Integer.MAX_VALUE;
    }

    /** The segment of an instant; negative before the stream. */
    public long of(long time) {
        return Math.floorDiv(time - start, length);
    }

    /** Whether samples of an instant train. */
    public boolean trains(long time) {
        long segment = of(time);
        return segment >= 0 && segment < count;
    }

    /** Whether clicks of an instant are scored: in all segments behind one that trained. */
    public boolean scores(long time) {
        long segment = of(time);
        return segment >= 1 && segment <= count;
    }
}

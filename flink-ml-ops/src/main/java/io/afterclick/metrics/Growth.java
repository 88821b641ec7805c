package io.afterclick.metrics;

import io.afterclick.event.Packing;
import java.io.DataInput;
import java.io.IOException;

/** Sizes of growing columns: half as much again each time, up to what an array can hold. */
final class Growth {

    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    private Growth() {}

    /** @throws IllegalStateException if no array can hold so many rows */
    static int capacity(int size, long needed) {
        if (needed > MOST_ROWS) {
            throw new IllegalStateException("Rows of a metric: expected at most " + MOST_ROWS + ", found " + needed);
        }
        return (int) Math.min(MOST_ROWS, Math.max(needed, size + (size >> 1) + 8L));
    }

    static int readSize(DataInput in) throws IOException {
        long size = Packing.readLong(in);
        if (size < 0 || size > MOST_ROWS) {
            throw new IOException("Rows of a metric: expected 0 to " + MOST_ROWS + ", found " + size);
        }
        return (int) size;
    }
}

package io.afterclick.job.bench;

import io.afterclick.learn.embedding.HeapRows;

/**
 * What the trained rows take in memory.
 *
 * @param rows that exist
 * @param bytesPerRow parameters and moments of one
 * @param tableBytesPerRow to find one: a slot is a key and a row number, and tables double when they are half full
 */
public record RowState(int rows, int bytesPerRow, double tableBytesPerRow) {

    private static final int SMALLEST_TABLE = 16;
    private static final int SLOT_BYTES = Long.BYTES + Integer.BYTES;

    static RowState of(HeapRows rows, int fields) {
        long slots = 0;
        for (int field = 0; field < fields; field++) {
            slots += slots(rows.size(field));
        }
        return new RowState(
                rows.size(),
                rows.layout().width() * Float.BYTES,
                (double) slots * SLOT_BYTES / Math.max(1, rows.size()));
    }

    private static long slots(int size) {
        long slots = SMALLEST_TABLE;
        while (2L * size > slots) {
            slots *= 2;
        }
        return slots;
    }

    /** All together. */
    public double totalBytesPerRow() {
        return bytesPerRow + tableBytesPerRow;
    }
}

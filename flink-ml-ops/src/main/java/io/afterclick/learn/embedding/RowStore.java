package io.afterclick.learn.embedding;

/** Where packed rows are kept for good, one at a time: slower than memory. */
public interface RowStore {

    /**
     * Reads a row.
     *
     * @param into packed; left as it is if there is no such row
     * @return whether there is one
     */
    boolean read(int field, long key, float[] into);

    /** Stores a row. */
    void write(int field, long key, float[] row);
}

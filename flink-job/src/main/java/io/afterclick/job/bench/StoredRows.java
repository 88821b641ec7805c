package io.afterclick.job.bench;

import io.afterclick.learn.embedding.HeapRows;

/** Tables in which every row of the benchmark exists, as pretraining leaves them. */
final class StoredRows {

    private StoredRows() {}

    /**
     * Stores the rows of all samples.
     *
     * @param keys {@code [samples, fields]}
     * @return the same table
     */
    static HeapRows fill(HeapRows rows, long[][] keys) {
        float[] row = new float[rows.layout().width()];
        for (long[] sample : keys) {
            for (int field = 0; field < sample.length; field++) {
                rows.read(field, sample[field], row);
                rows.write(field, sample[field], row);
            }
        }
        return rows;
    }
}

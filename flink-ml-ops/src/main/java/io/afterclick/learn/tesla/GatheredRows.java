package io.afterclick.learn.tesla;

import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.optimise.RowOptimiser;

/** The distinct rows of a batch, gathered from their table and up to the present. */
final class GatheredRows {

    private final EmbeddingRows table;
    private final RowLayout layout;
    private final RowOptimiser optimiser;
    private float[][] rows = new float[0][];

    GatheredRows(EmbeddingRows table, RowLayout layout, RowOptimiser optimiser) {
        this.table = table;
        this.layout = layout;
        this.optimiser = optimiser;
    }

    /** {@code [index.distinct(), layout.width()]} and more. */
    float[][] gather(BatchIndex index) {
        if (rows.length < index.distinct()) {
            rows = new float[index.distinct() + index.distinct() / 4][layout.width()];
        }
        table.gather(index, rows);
        optimiser.catchUp(rows, index.distinct());
        return rows;
    }

    /** Stores what was gathered last. */
    void scatter(BatchIndex index) {
        table.scatter(index, rows);
    }
}

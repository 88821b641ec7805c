package io.afterclick.learn.optimise;

import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.embedding.RowOrigin;

/**
 * Rows of one network on the heap, and how they move.
 *
 * @param origin of rows that were never stored
 * @param histories steps that each set has taken, {@code [sets]}; of deferred rows only
 */
@SuppressWarnings("ArrayRecordComponent") // the histories are the state, and shared
public record RowTable(HeapRows rows, int fields, RowOrigin origin, RowMode mode, StepHistory[] histories) {

    /** A table in which nothing is stored. */
    public static RowTable begin(int fields, RowLayout layout, RowOrigin origin, RowMode mode) {
        return new RowTable(new HeapRows(fields, layout, origin), fields, origin, mode, RowMode.newHistories(layout));
    }

    /** An optimiser that continues this table's histories; for rows that are not trained, one that refuses. */
    public RowOptimiser optimiser() {
        return rows.layout().trained() ? mode.optimiser(rows.layout(), histories) : StandingRows.INSTANCE;
    }

    /** A copy of the embeddings alone, as they are once every row is up to the present. */
    public RowTable frozen() {
        RowLayout layout = rows.layout();
        RowTable frozen = begin(fields, new RowLayout(layout.sets(), layout.dimension(), false), origin, mode);
        RowOptimiser optimiser = optimiser();
        float[][] one = new float[1][];
        rows.forEach((field, key, row) -> {
            one[0] = row;
            optimiser.catchUp(one, 1);
            frozen.rows.write(field, key, row);
        });
        return frozen;
    }

    /** A table to be trained that goes on from the embeddings of this frozen one, without any history. */
    public RowTable continued(RowMode newMode) {
        RowLayout layout = rows.layout();
        return begin(fields, new RowLayout(layout.sets(), layout.dimension(), true), rows, newMode);
    }
}

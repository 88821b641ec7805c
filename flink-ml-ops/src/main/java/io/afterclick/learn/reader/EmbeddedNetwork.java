package io.afterclick.learn.reader;

import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowOptimiser;
import io.afterclick.learn.optimise.RowTable;
import java.util.ArrayList;
import java.util.List;

/** A network of READER and its rows on the heap, trained or frozen. */
record EmbeddedNetwork<N extends Network>(N network, RowTable table) {

    /** Makes a network of one kind. */
    interface Maker<N extends Network> {
        N make(MatrixEngine engine, int fields, RowLayout layout, EmbeddingRows rows, RowOptimiser optimiser);
    }

    static <N extends Network> EmbeddedNetwork<N> of(MatrixEngine engine, RowTable table, Maker<N> maker) {
        RowLayout layout = table.rows().layout();
        return new EmbeddedNetwork<>(
                maker.make(engine, table.fields(), layout, table.rows(), table.optimiser()), table);
    }

    /** A copy that is not trained any more, without moments. */
    EmbeddedNetwork<N> frozen(MatrixEngine engine, Maker<N> maker) {
        EmbeddedNetwork<N> copy = of(engine, table.frozen(), maker);
        copy(network, copy.network());
        return copy;
    }

    /** Copies dense parameters between networks of one kind. */
    static <N extends Network> void copy(N from, N to) {
        List<DenseParameter> given = new ArrayList<>();
        from.parameters(given::add);
        List<DenseParameter> taken = new ArrayList<>();
        to.parameters(taken::add);
        for (int i = 0; i < given.size(); i++) {
            taken.get(i).load(given.get(i).values());
        }
        to.pushParameters();
    }
}

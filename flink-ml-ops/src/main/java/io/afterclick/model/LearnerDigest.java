package io.afterclick.model;

import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.RowFormat;
import io.afterclick.snapshot.ParametersDigest;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Digests of a learner in online training, wherever its rows are kept: of everything dense, and of the rows that it has stored
 * itself, which are those that were in a batch that moved it. Rows of the networks that it began from and that it never moved are
 * not in it, nor are frozen networks. Names, and what is digested under them, are those of {@link ModelDigest}; so the two are
 * equal for a part that went on from no other table.
 *
 * <p>Rows are given one by one, in any order, each once. Deferred ones are caught up on a copy.
 */
public final class LearnerDigest {

    private final DurableLearner learner;
    private final ParametersDigest parameters = new ParametersDigest();
    private final ParametersDigest optimiser = new ParametersDigest();
    private final RowUse ofParameters;
    private final RowUse ofOptimiser;
    private final float[][] copy;
    private final boolean rowsAreTrained;
    private long rows;

    /** Digests what is dense as it stands now. */
    public LearnerDigest(DurableLearner learner) {
        RowFormat format = learner.format();
        this.learner = learner;
        this.rowsAreTrained = format.layout().trained();
        this.copy = new float[1][format.layout().width()];
        this.ofParameters = RowContents.digesting(format, parameters);
        this.ofOptimiser = RowMomentContents.digesting(format, optimiser);
        DenseContents.digest(learner.layers(), parameters);
        MomentContents.digest(learner.optimisers(), optimiser);
        HistoryContents.digest(format.sets(), learner.rows().histories(), optimiser);
    }

    /** @param row packed, as it is stored; not changed */
    public void add(int field, long key, float[] row) {
        System.arraycopy(row, 0, copy[0], 0, copy[0].length);
        learner.rows().catchUp(copy, 1);
        try {
            ofParameters.row(field, key, copy[0]);
            if (rowsAreTrained) {
                ofOptimiser.row(field, key, copy[0]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected a digest to touch no file", e);
        }
        rows++;
    }

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    /** Of all dense parameters and rows, as 64 lower-case hexadecimal digits. */
    public String parameters() {
        return parameters.hex();
    }

    /** Of all moments, step counts and step histories. */
    public String optimiser() {
        return optimiser.hex();
    }
}

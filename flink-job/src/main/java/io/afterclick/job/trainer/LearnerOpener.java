package io.afterclick.job.trainer;

import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.RowKeeper;
import io.afterclick.learn.matrix.MatrixEngine;
import java.io.IOException;
import java.io.Serializable;
import java.util.SortedMap;

/** How a variant's learner comes about; all that a further kind of model has to bring. */
public interface LearnerOpener extends Serializable {

    /**
     * Makes the learner as it is before its first batch.
     *
     * @param engine of this learner alone
     * @param rows keeps the rows that it trains
     */
    DurableLearner open(MatrixEngine engine, RowKeeper rows) throws IOException;

    /** What makes the model what it is, by name: a variant that goes on from its state must find it unchanged. */
    SortedMap<String, String> identity() throws IOException;
}

package io.afterclick.job.variant;

import io.afterclick.job.trainer.LearnerOpener;
import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.RowKeeper;
import io.afterclick.learn.matrix.MatrixEngine;
import java.io.IOException;

/** Opens a variant to train, or its predictor to be asked. */
sealed interface VariantOpener extends LearnerOpener permits TeslaOpener, ReaderOpener {

    /**
     * Makes a predictor that is not trained, with dense parameters that are yet to be loaded.
     *
     * @param rows keeps its rows; those that are never stored are the frozen predictor's
     */
    DurableLearner openScorer(MatrixEngine engine, RowKeeper rows) throws IOException;
}

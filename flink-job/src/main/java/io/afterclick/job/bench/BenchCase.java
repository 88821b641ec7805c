package io.afterclick.job.bench;

import io.afterclick.learn.embedding.HeapRows;

/** A learner whose online step is timed, and the batches that it is given. */
public interface BenchCase {

    /** Samples of a step. */
    int batchSize();

    /**
     * Makes the batch of a step ready; not timed.
     *
     * @param step from 0
     */
    void fill(int step);

    /** Takes the step; timed. */
    void train();

    /** Fields of a sample. */
    int fields();

    /** The rows that are trained. */
    HeapRows rows();
}

package io.afterclick.learn;

import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.SampleTask;
import java.util.List;
import java.util.Set;

/**
 * One model variant in online training, as whoever feeds it sees it: a job, a test or a benchmark. What it holds after a
 * call is a function of the calls before and of nothing else. Not thread-safe.
 *
 * <p>Order of calls: {@link #add} for the samples of a batch in their training order, {@link #train}; {@link #score} at any
 * time between batches.
 */
public interface OnlineLearner {

    /** Whether samples of a task train it. */
    boolean trainsOn(SampleTask task);

    /**
     * Adds a sample to the batch.
     *
     * @param keys row keys of the sample's click, {@code [fields]}, copied
     */
    void add(Sample sample, long[] keys);

    /** Samples added since the last step. */
    int size();

    /**
     * Trains on the batch, and begins another one. A batch whose loss or gradient is not finite changes nothing.
     *
     * @param segment from the start of the online phase
     * @param batch from the start of the segment
     */
    StepResult train(long segment, long batch);

    /** Names of {@link StepResult#terms}, in their order. */
    List<String> lossTerms();

    /** What {@link #score} writes. */
    Set<Quantity> quantities();

    /**
     * Scores clicks in evaluation mode; a click's scores depend on its own keys alone.
     *
     * @param keys {@code [n, fields]} and more
     * @param into with room made for {@code n} clicks here
     */
    void score(long[][] keys, int n, Scores into);
}

package io.afterclick.learn;

import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.RowOptimiser;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A learner, and all of it that must outlive a failure beside its rows. What is loaded into the layers and optimisers between
 * two batches is what the learner goes on with.
 *
 * @param layers dense parameters that move
 * @param optimisers of these, by name
 * @param rows what moves the rows, with the histories of deferred ones
 * @param format of these rows; of those that it asks if it trains none
 */
public record DurableLearner(
        OnlineLearner learner,
        DenseLayers layers,
        SortedMap<String, DenseOptimiser> optimisers,
        RowOptimiser rows,
        RowFormat format) {

    public DurableLearner {
        optimisers = Collections.unmodifiableSortedMap(new TreeMap<>(optimisers));
    }
}

package io.afterclick.ml;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.learn.Scores;

/** A model that is asked and not trained. Not thread-safe. */
interface ClickScorer {

    FeatureSpace features();

    /**
     * Scores clicks in evaluation mode; a click's scores depend on its own keys alone.
     *
     * @param keys {@code [n, fields]} and more
     */
    void score(long[][] keys, int n, Scores into);
}

package io.afterclick.trial;

import io.afterclick.event.Click;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.learn.Pretrainer;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * One pass over the clicks of the time before the stream, with complete labels that were known when it began.
 *
 * @param from first instant of the clicks, in milliseconds
 * @param to the instant behind the last
 * @param streamStart labels known later are left out
 * @param seed of the order
 */
public record Pretraining(long from, long to, long streamStart, long seed) implements Serializable {

    public Pretraining {
        if (to < from || streamStart < to) {
            throw new IllegalArgumentException("expected pretraining to end before the stream begins, found " + from
                    + " to " + to + " ms and " + streamStart + " ms");
        }
    }

    /** Trains on the clicks in their shuffled order, whatever order they come in; returns how many. */
    public int run(Pretrainer pretrainer, FeatureSpace features, List<Settled> settled) {
        ShuffledOrder shuffled = new ShuffledOrder(seed);
        List<Settled> chosen = settled.stream()
                .filter(this::takes)
                .sorted(Comparator.comparing(one -> one.click().click(), shuffled))
                .toList();
        long[] keys = new long[features.size()];
        for (Settled one : chosen) {
            features.rows(one.click().click().features(), keys, 0);
            pretrainer.add(one.click(), keys);
        }
        pretrainer.finish();
        return chosen.size();
    }

    /** Whether a click is among those to train on. */
    public boolean takes(Settled settled) {
        Click click = settled.click().click();
        return click.time() >= from && click.time() < to && settled.knownAt() < streamStart;
    }
}

package io.afterclick.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A metric over a run: the mean over its segments, each with the same weight.
 *
 * @param mean in the metric's own unit, over the segments in which it has a value
 * @param segments how many those are
 * @param leftOut how many segments left the mean because the metric has no value there, by reason; no reason without a segment
 */
public record RunMean(Metric mean, long segments, Map<MissingReason, Long> leftOut) {

    public RunMean {
        EnumMap<MissingReason, Long> copy = new EnumMap<>(MissingReason.class);
        copy.putAll(leftOut);
        leftOut = Collections.unmodifiableMap(copy);
    }

    /** Of all reasons. */
    public long segmentsLeftOut() {
        return leftOut.values().stream().mapToLong(Long::longValue).sum();
    }
}

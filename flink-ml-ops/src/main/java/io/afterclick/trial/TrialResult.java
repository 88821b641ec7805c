package io.afterclick.trial;

import io.afterclick.learn.Quantity;
import io.afterclick.metrics.Metric;
import io.afterclick.metrics.RunMean;
import io.afterclick.metrics.SegmentScores;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a trial has shown.
 *
 * @param segments those with clicks to score, in order
 * @param samples trained on
 * @param steps batches that moved the parameters
 * @param refused batches whose loss or gradient was not finite
 */
public record TrialResult(List<SegmentResult> segments, long samples, long steps, long refused) {

    public TrialResult {
        segments = List.copyOf(segments);
    }

    /** The mean over segments of one measure, without a value where nothing was measured. */
    public RunMean mean(Quantity quantity, Measure measure) {
        SegmentScores scores = new SegmentScores();
        for (SegmentResult segment : segments) {
            Metric metric = segment.metrics().getOrDefault(quantity, Map.of()).get(measure);
            if (metric != null) {
                scores.add(metric);
            }
        }
        return scores.mean();
    }

    /** The least value of one measure in any segment in which it is defined. */
    public OptionalDouble least(Quantity quantity, Measure measure) {
        return segments.stream()
                .map(segment ->
                        segment.metrics().getOrDefault(quantity, Map.of()).get(measure))
                .flatMap(metric -> metric instanceof Metric.Value value ? Stream.of(value.value()) : Stream.of())
                .mapToDouble(value -> value)
                .min();
    }
}

package io.afterclick.job.output;

import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.metrics.Convention;
import io.afterclick.metrics.Metric;
import io.afterclick.metrics.MissingReason;
import io.afterclick.metrics.RelativeImprovement;
import io.afterclick.metrics.RunMean;
import io.afterclick.metrics.SegmentScores;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A variant's metrics over a run: means over the segments in which they are defined. */
final class VariantMeans {

    /** The variant that never learns again: where relative improvement begins. */
    static final String PRETRAINED = "pretrained";

    /** The variant that learns from complete labels at once: where relative improvement ends. */
    static final String ORACLE = "oracle";

    /** A metric, and how relative improvement of it is called. */
    private static final Map<String, String> IMPROVEMENTS = Map.of("auc", "riAuc", "prauc", "riPrauc");

    private final SortedMap<String, SegmentScores> scores = new TreeMap<>();
    private long segments;

    void add(SegmentMeasured segment) {
        segments++;
        segment.metrics()
                .forEach((name, metric) ->
                        scores.computeIfAbsent(name, any -> new SegmentScores()).add(metric));
    }

    /**
     * Means, relative improvements in percent where the two variants that they need ran beside, and in how many segments a
     * metric was undefined, by reason.
     */
    Map<String, Object> content(@Nullable VariantMeans pretrained, @Nullable VariantMeans oracle) {
        SortedMap<String, Metric> means = new TreeMap<>();
        SortedMap<String, Map<MissingReason, Long>> undefined = new TreeMap<>();
        scores.forEach((name, own) -> {
            RunMean mean = own.mean();
            means.put(name, mean.mean());
            if (mean.segmentsLeftOut() > 0) {
                undefined.put(name, mean.leftOut());
            }
        });
        if (pretrained != null && oracle != null) {
            scores.keySet().forEach(name -> improve(name, pretrained, oracle, means));
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("segments", segments);
        content.putAll(MetricTree.of(means));
        content.put("undefinedSegments", undefined);
        return content;
    }

    private void improve(String name, VariantMeans pretrained, VariantMeans oracle, SortedMap<String, Metric> means) {
        int dot = name.indexOf('.') + 1;
        String improvement = IMPROVEMENTS.get(name.substring(dot));
        boolean comparable = pretrained.scores.containsKey(name) && oracle.scores.containsKey(name);
        if (improvement != null && comparable) {
            means.put(
                    name.substring(0, dot) + improvement,
                    RelativeImprovement.of(mean(name), pretrained.mean(name), oracle.mean(name), Convention.PUBLISHED));
        }
    }

    private Metric mean(String name) {
        SegmentScores own = scores.get(name);
        return own == null ? Metric.missing(MissingReason.NO_ROWS) : own.mean().mean();
    }
}

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

/** A variant's metrics over a run: means over the segments in which they are defined. */
final class VariantMeans {

    /** The variants that never learn again: where relative improvement begins. */
    private static final String PRETRAINED = "pretrained";

    /** The variants that learn from complete labels at once: where relative improvement ends. */
    private static final String ORACLE = "oracle";

    private static final String GMV = "gmv.";
    private static final String READER = "reader-";

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
     *
     * @param all means of the run by the names of their variants
     */
    Map<String, Object> content(Map<String, VariantMeans> all) {
        SortedMap<String, Metric> means = new TreeMap<>();
        SortedMap<String, Map<MissingReason, Long>> undefined = new TreeMap<>();
        scores.forEach((name, own) -> {
            RunMean mean = own.mean();
            means.put(name, mean.mean());
            if (mean.segmentsLeftOut() > 0) {
                undefined.put(name, mean.leftOut());
            }
        });
        for (String name : scores.keySet()) {
            String family = name.startsWith(GMV) ? READER : "";
            VariantMeans pretrained = all.get(family + PRETRAINED);
            VariantMeans oracle = all.get(family + ORACLE);
            if (pretrained != null && oracle != null) {
                improve(name, pretrained, oracle, means);
            }
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

package io.afterclick.job.output;

import io.afterclick.metrics.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** Metrics as JSON has them: {@code cvr.auc} becomes {@code auc} within {@code cvr}, and what is undefined null. */
final class MetricTree {

    private MetricTree() {}

    static Map<String, Map<String, Metric>> of(SortedMap<String, Metric> metrics) {
        Map<String, Map<String, Metric>> tree = new LinkedHashMap<>();
        metrics.forEach((name, metric) -> {
            int dot = name.indexOf('.');
            tree.computeIfAbsent(name.substring(0, dot), any -> new LinkedHashMap<>())
                    .put(name.substring(dot + 1), metric);
        });
        return tree;
    }
}

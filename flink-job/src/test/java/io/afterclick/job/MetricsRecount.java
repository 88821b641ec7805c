package io.afterclick.job;

import io.afterclick.feature.FeatureHash;
import io.afterclick.metrics.ConversionMetrics;
import io.afterclick.metrics.ConversionScores;
import io.afterclick.metrics.GmvMetrics;
import io.afterclick.metrics.GmvScores;
import io.afterclick.metrics.Metric;
import io.afterclick.metrics.UserScores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** All metrics of a run once more, in a batch over its files of predictions and outcomes. */
final class MetricsRecount {

    /** Outcomes by task and click. */
    private final Map<String, GenericRecord> outcomes = new HashMap<>();

    /** Scores by variant, segment and quantity, such as {@code tesla/3/cvr}. */
    private final Map<String, UserScores> conversions = new TreeMap<>();

    private final Map<String, GmvScores> values = new TreeMap<>();

    private MetricsRecount() {}

    /** Metrics by variant, segment and name, such as {@code tesla/3/cvr.auc}; without quantities that have no row. */
    static SortedMap<String, Metric> of(Path run) throws IOException {
        MetricsRecount recount = new MetricsRecount();
        for (GenericRecord outcome : RunContent.records(run.resolve("outcomes"))) {
            recount.outcomes.put(outcome.get("task") + "/" + outcome.get("click_id"), outcome);
        }
        for (GenericRecord prediction : RunContent.records(run.resolve("predictions"))) {
            recount.add(prediction);
        }
        return recount.metrics();
    }

    private void add(GenericRecord prediction) {
        String segment = prediction.get("variant") + "/" + prediction.get("segment");
        GenericRecord net = complete("NET_CONVERSION", prediction);
        if (net != null) {
            conversion(segment, "cvr", prediction, is(net, "pay"));
            conversion(segment, "netcvr", prediction, is(net, "net"));
            if (is(net, "pay")) {
                conversion(segment, "rfr", prediction, is(net, "refund"));
            }
        }
        GenericRecord value = complete("GMV", prediction);
        boolean bought = value != null && (Integer) value.get("purchase_count") > 0;
        if (value != null && bought && prediction.get("gmv") instanceof Double predicted) {
            values.computeIfAbsent(segment + "/gmv", any -> new GmvScores())
                    .add(predicted, (Long) value.get("gross_gmv_micros") / 1e6);
        }
    }

    private @Nullable GenericRecord complete(String task, GenericRecord prediction) {
        GenericRecord outcome = outcomes.get(task + "/" + prediction.get("click_id"));
        return outcome != null && (Boolean) outcome.get("complete") ? outcome : null;
    }

    private void conversion(String segment, String quantity, GenericRecord prediction, boolean happened) {
        if (prediction.get(quantity) instanceof Double predicted) {
            String user = String.valueOf(prediction.get("user_id"));
            String owner = user.isEmpty() ? String.valueOf(prediction.get("click_id")) : user;
            conversions
                    .computeIfAbsent(segment + "/" + quantity, any -> new UserScores())
                    .add(FeatureHash.fingerprint(owner), predicted, happened);
        }
    }

    private static boolean is(GenericRecord outcome, String label) {
        return (Integer) outcome.get(label) == 1;
    }

    private SortedMap<String, Metric> metrics() {
        SortedMap<String, Metric> metrics = new TreeMap<>();
        conversions.forEach((name, scores) -> {
            ConversionScores rows = scores.conversions();
            ConversionMetrics found = rows.metrics();
            metrics.put(name + ".auc", found.auc());
            metrics.put(name + ".prauc", found.prAuc());
            metrics.put(name + ".nll", found.nll());
            metrics.put(name + ".pcoc", found.pcoc());
            metrics.put(name + ".gauc", scores.metrics().gauc());
        });
        values.forEach((name, scores) -> {
            GmvMetrics found = scores.metrics();
            metrics.put(name + ".auc", found.auc());
            metrics.put(name + ".acc", found.acc());
            metrics.put(name + ".alpr", found.alpr());
            metrics.put(name + ".pcoc", found.pcoc());
        });
        return metrics;
    }
}

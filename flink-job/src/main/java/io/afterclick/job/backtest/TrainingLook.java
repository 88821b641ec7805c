package io.afterclick.job.backtest;

import io.afterclick.job.local.InputLook;
import io.afterclick.job.local.JobGauges;
import io.afterclick.job.local.Look;
import io.afterclick.job.output.RunMetrics;
import io.afterclick.metrics.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Sees how many segments the variants have done, and their metrics so far.
 *
 * @param segments that a variant works on
 * @param variants of the run
 * @param metricsFolder where metrics of segments are committed, with each checkpoint
 */
record TrainingLook(InputLook input, long segments, int variants, Path metricsFolder) implements Look {

    private static final String GROUP = ".variant.";
    private static final String SEGMENT = ".segment";
    private static final List<String> QUANTITIES = List.of("cvr", "netcvr", "gmv");

    @Override
    public Seen look(JobGauges gauges, double seconds) throws IOException, InterruptedException {
        double done = gauges.sums(name -> name.contains(GROUP) && name.endsWith(SEGMENT)).values().stream()
                .mapToDouble(segment -> segment)
                .sum();
        if (done == 0) {
            // The days before the stream are only followed.
            return new Seen(Double.NaN, input.look(gauges, seconds).text());
        }
        double share = Math.min(1, done / variants / segments);
        String text = String.format(Locale.ROOT, "segment %.0f of %d%s", done / variants, segments, metrics());
        return new Seen(share, text);
    }

    /** AUC so far of every variant, as means over the segments that are settled. */
    private String metrics() throws IOException {
        StringBuilder text = new StringBuilder();
        Map<String, Map<String, Object>> all = RunMetrics.read(metricsFolder).variants();
        for (String quantity : QUANTITIES) {
            List<String> parts = new ArrayList<>();
            all.forEach((variant, content) -> {
                if (content.get(quantity) instanceof Map<?, ?> metrics
                        && metrics.get("auc") instanceof Metric.Value auc) {
                    parts.add(String.format(Locale.ROOT, "%s %.3f", variant, auc.value()));
                }
            });
            if (!parts.isEmpty()) {
                text.append("; ").append(quantity).append(" auc ").append(String.join(", ", parts));
            }
        }
        return text.toString();
    }
}

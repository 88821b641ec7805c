package io.afterclick.job.report;

import io.afterclick.job.output.RunMetrics;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.metrics.ReliabilityBin;
import io.afterclick.metrics.ReliabilityBins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reliability curves of a run: mean prediction and mean label of neighbouring bins, joined until each has a twentieth of the
 * rows, since the mean label of a few rows says nothing.
 */
final class Reliability {

    private static final int POINTS = 20;
    private static final int LEAST_ROWS = 20;

    private Reliability() {}

    /** By quantity and variant, {@code [rows, mean prediction, mean label]} with predictions ascending. */
    static SortedMap<String, SortedMap<String, List<List<@Nullable Number>>>> of(RunMetrics metrics) {
        SortedMap<String, SortedMap<String, ReliabilityBins>> sums = new TreeMap<>();
        for (SegmentMeasured segment : metrics.segments()) {
            segment.reliability().forEach((quantity, bins) -> {
                ReliabilityBins sum = sums.computeIfAbsent(quantity, any -> new TreeMap<>())
                        .computeIfAbsent(segment.variant(), any -> new ReliabilityBins());
                bins.forEach(sum::add);
            });
        }
        SortedMap<String, SortedMap<String, List<List<@Nullable Number>>>> curves = new TreeMap<>();
        sums.forEach((quantity, variants) -> variants.forEach((variant, bins) ->
                curves.computeIfAbsent(quantity, any -> new TreeMap<>()).put(variant, curve(bins.bins()))));
        return curves;
    }

    static List<List<@Nullable Number>> curve(List<ReliabilityBin> bins) {
        long all = bins.stream().mapToLong(ReliabilityBin::rows).sum();
        long enough = Math.max(LEAST_ROWS, all / POINTS);
        List<List<@Nullable Number>> curve = new ArrayList<>();
        long left = all;
        long rows = 0;
        double predictions = 0;
        double labels = 0;
        for (ReliabilityBin bin : bins) {
            rows += bin.rows();
            predictions += bin.predictions();
            labels += bin.labels();
            left -= bin.rows();
            // What is left must be enough for a point of its own, or belongs to this one.
            if (left == 0 || (rows >= enough && left >= enough)) {
                curve.add(Arrays.asList(rows, Shown.rounded(predictions / rows), Shown.rounded(labels / rows)));
                rows = 0;
                predictions = 0;
                labels = 0;
            }
        }
        return curve;
    }
}

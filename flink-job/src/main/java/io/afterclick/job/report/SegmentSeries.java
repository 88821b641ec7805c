package io.afterclick.job.report;

import io.afterclick.job.output.RunMetrics;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.metrics.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Metrics by segment: for each metric and variant a row of numbers, null where it is undefined. */
final class SegmentSeries {

    private static final double DAY = 24.0 * 60 * 60 * 1000;

    private SegmentSeries() {}

    /** @param firstDay of the stream, whose beginning is that of segment 0 */
    static Map<String, Object> of(RunMetrics metrics, int firstDay) {
        SortedMap<Long, SegmentMeasured> segments = new TreeMap<>();
        metrics.segments().forEach(segment -> segments.putIfAbsent(segment.segment(), segment));
        Map<Long, Integer> places = new TreeMap<>();
        List<@Nullable Double> days = new ArrayList<>();
        segments.forEach((number, segment) -> {
            places.put(number, places.size());
            days.add(Shown.rounded(firstDay + number * (segment.end() - segment.start()) / DAY));
        });
        SortedMap<String, SortedMap<String, @Nullable Double[]>> values = new TreeMap<>();
        for (SegmentMeasured segment : metrics.segments()) {
            int place = places.getOrDefault(segment.segment(), 0);
            segment.metrics()
                    .forEach(
                            (name, metric) -> row(values, name, segment.variant(), days.size())[place] = value(metric));
        }
        Map<String, Object> series = new LinkedHashMap<>();
        series.put("days", days);
        series.put("values", values);
        return series;
    }

    private static @Nullable Double value(Metric metric) {
        return Shown.rounded(metric.orNull());
    }

    private static @Nullable Double[] row(
            SortedMap<String, SortedMap<String, @Nullable Double[]>> values, String metric, String variant, int size) {
        return values.computeIfAbsent(metric, any -> new TreeMap<>()).computeIfAbsent(variant, any -> empty(size));
    }

    private static @Nullable Double[] empty(int size) {
        @Nullable Double[] row = new @Nullable Double[size];
        Arrays.fill(row, null);
        return row;
    }
}

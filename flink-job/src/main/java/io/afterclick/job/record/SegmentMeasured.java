package io.afterclick.job.record;

import io.afterclick.metrics.Metric;
import io.afterclick.metrics.ReliabilityBin;
import java.util.List;
import java.util.SortedMap;

/**
 * How good a variant's predictions of a segment were; given away once, when all its clicks have been judged.
 *
 * @param segment from the stream's start
 * @param start first instant of the segment, in milliseconds
 * @param end first instant after the segment, in milliseconds
 * @param counts rows by name; see {@link io.afterclick.job.count.SegmentCounts}
 * @param metrics by quantity and metric, such as {@code cvr.auc}
 * @param reliability bins of predictions with what came of them, by quantity, such as {@code cvr}
 */
public record SegmentMeasured(
        String variant,
        long segment,
        long start,
        long end,
        SortedMap<String, Long> counts,
        SortedMap<String, Metric> metrics,
        SortedMap<String, List<ReliabilityBin>> reliability) {}

package io.afterclick.trial;

import io.afterclick.learn.Quantity;
import io.afterclick.metrics.Metric;
import java.util.Map;

/**
 * How good the predictions for the clicks of a segment were.
 *
 * @param scored clicks that were scored
 * @param incomplete those among them whose outcome is not known: they are in no metric
 */
public record SegmentResult(long segment, long scored, long incomplete, Map<Quantity, Map<Measure, Metric>> metrics) {}

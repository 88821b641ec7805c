package io.afterclick.job.bench;

import io.afterclick.metrics.Metric;
import java.util.List;

/**
 * A figure over several seeds.
 *
 * @param mean over the seeds that have it
 * @param deviation sample standard deviation, 0 of a single seed
 * @param least the smallest, where a collapse shows
 * @param count of seeds that have it
 */
public record Spread(double mean, double deviation, double least, int count) {

    /** Over the metrics that have a value. */
    public static Spread of(List<Metric> metrics) {
        double[] values = metrics.stream()
                .filter(Metric.Value.class::isInstance)
                .mapToDouble(metric -> ((Metric.Value) metric).value())
                .toArray();
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        for (double value : values) {
            sum += value;
            least = Math.min(least, value);
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
        return new Spread(mean, deviation, least, values.length);
    }
}

package io.afterclick.job.soak;

import java.util.Arrays;

/**
 * A straight line through values over time, by least squares.
 *
 * @param first median of the first quarter of the values
 * @param last median of the last quarter
 * @param perHour by how much the line rises in an hour
 */
public record Trend(double first, double last, double perHour) {

    private static final double HOUR = 3600;

    /**
     * Draws the line.
     *
     * @param seconds of each value, ascending
     * @param values as many
     */
    static Trend of(double[] seconds, double[] values) {
        int count = values.length;
        if (count == 0) {
            return new Trend(0, 0, 0);
        }
        double meanTime = mean(seconds);
        double meanValue = mean(values);
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < count; i++) {
            covariance += (seconds[i] - meanTime) * (values[i] - meanValue);
            variance += (seconds[i] - meanTime) * (seconds[i] - meanTime);
        }
        int quarter = Math.max(1, count / 4);
        return new Trend(
                median(Arrays.copyOfRange(values, 0, quarter)),
                median(Arrays.copyOfRange(values, count - quarter, count)),
                variance == 0 ? 0 : covariance / variance * HOUR);
    }

    /** By which share of the first quarter's median the line rises in an hour. */
    public double sharePerHour() {
        return first == 0 ? 0 : perHour / first;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

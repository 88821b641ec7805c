package io.afterclick.synthetic;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Counts and means of a value by hour of the day. */
final class HourlyMeans {

    private final long[] counts = new long[24];
    private final double[] sums = new double[24];

    void add(long time, double value) {
        counts[Rhythm.hour(time)]++;
        sums[Rhythm.hour(time)] += value;
    }

    double lowestMean() {
        return means().min().orElse(Double.NaN);
    }

    double highestMean() {
        return means().max().orElse(Double.NaN);
    }

    /** Of all counts, the share of the hour with the fewest. */
    double lowestShare() {
        return shares().min().orElse(Double.NaN);
    }

    /** Of all counts, the share of the hour with the most. */
    double highestShare() {
        return shares().max().orElse(Double.NaN);
    }

    private DoubleStream means() {
        return IntStream.range(0, 24).filter(hour -> counts[hour] > 0).mapToDouble(hour -> sums[hour] / counts[hour]);
    }

    private DoubleStream shares() {
        double total = IntStream.range(0, 24).mapToDouble(hour -> counts[hour]).sum();
        return IntStream.range(0, 24).mapToDouble(hour -> counts[hour] / total);
    }
}

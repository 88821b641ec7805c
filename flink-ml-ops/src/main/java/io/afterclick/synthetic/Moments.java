package io.afterclick.synthetic;

/** Mean and standard deviation of a stream of values (Welford 1962). */
final class Moments {

    private long count;
    private double mean;
    private double squares;

    void add(double value) {
        count++;
        double off = value - mean;
        mean += off / count;
        squares += off * (value - mean);
    }

    long count() {
        return count;
    }

    /** NaN if there is nothing. */
    double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    /** Over all values (biased); NaN if there is nothing. */
    double variance() {
        return count == 0 ? Double.NaN : squares / count;
    }

    double deviation() {
        return Math.sqrt(variance());
    }
}

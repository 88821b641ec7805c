package io.afterclick.synthetic;

/** The median of delays in constant memory: counted in bins that are 0.5 % wide, from one millisecond on. */
final class MedianBins {

    private static final double WIDTH = Math.log(1.005);
    private static final int BINS = 4800;

    private final long[] counts = new long[BINS];
    private long total;

    void add(long ms) {
        int bin = (int) (Math.log(Math.max(1, ms)) / WIDTH);
        counts[Math.min(BINS - 1, bin)]++;
        total++;
    }

    /** In hours, NaN if there is nothing. */
    double hours() {
        long left = (total + 1) / 2;
        for (int bin = 0; bin < BINS; bin++) {
            left -= counts[bin];
            if (total > 0 && left <= 0) {
                return Math.exp((bin + 0.5) * WIDTH) / Rhythm.HOUR;
            }
        }
        return Double.NaN;
    }
}

package io.afterclick.synthetic;

/**
 * When the clicks happen: exactly the wanted number, in time order, spread over the days with their hourly swing. Click n
 * lies somewhere in the n-th of equal shares of the traffic, so any click's time can be asked for without the others.
 */
final class ClickClock {

    private static final int BINS = 144;
    private static final long BIN = Rhythm.DAY / BINS;

    private final Draws draws;
    private final long clicks;
    private final int days;
    private final double[] cumulative = new double[BINS + 1];

    ClickClock(long seed, long clicks, int days) {
        this.draws = new Draws(seed, Draws.Stream.CLOCK);
        this.clicks = clicks;
        this.days = days;
        for (int bin = 0; bin < BINS; bin++) {
            cumulative[bin + 1] = cumulative[bin] + Rhythm.traffic(bin * BIN + BIN / 2);
        }
        double total = cumulative[BINS];
        for (int bin = 0; bin <= BINS; bin++) {
            cumulative[bin] /= total;
        }
    }

    /** Milliseconds since day 0 of a click, numbered from 0. */
    long timeOf(long click) {
        draws.restart(click);
        return timeAt((click + draws.uniform()) / clicks);
    }

    /** Milliseconds since day 0 when a share in [0, 1) of all traffic has passed. */
    long timeAt(double share) {
        double passed = Math.min(share * days, Math.nextDown((double) days));
        int day = (int) passed;
        double ofDay = passed - day;
        int low = 0;
        int high = BINS;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] <= ofDay) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double ofBin = (ofDay - cumulative[low]) / (cumulative[low + 1] - cumulative[low]);
        return day * Rhythm.DAY + low * BIN + Math.min(BIN - 1, (long) (ofBin * BIN));
    }
}

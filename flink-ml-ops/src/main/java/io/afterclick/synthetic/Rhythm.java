package io.afterclick.synthetic;

/** How traffic and buying swing with the hour of the day. Times are milliseconds since a local midnight. */
final class Rhythm {

    static final long HOUR = 3_600_000;
    static final long DAY = 24 * HOUR;

    private Rhythm() {}

    /** Relative number of clicks: lowest before dawn, a small peak at noon, the large one in the evening. */
    static double traffic(long time) {
        return 1 + 0.6 * wave(time, 19, 1) + 0.2 * wave(time, 11, 2);
    }

    /** Added to the log-odds of a conversion. */
    static double conversionLogit(long time) {
        return 0.3 * wave(time, 12, 1) + 0.1 * wave(time, 10, 2);
    }

    /**
     * Added to the logarithm of a click's GMV; hourly means swing between 340 and 420 (READER paper, WWW 2026). The constant
     * brings the mean of the published mixture of two log-normals to the middle of that range.
     */
    static double logValue(long time) {
        return -0.03 + 0.09 * wave(time, 14, 1);
    }

    /** Hour of the day, 0 to 23. */
    static int hour(long time) {
        return (int) (time % DAY / HOUR);
    }

    private static double wave(long time, double peakHour, int perDay) {
        return Math.cos(2 * Math.PI * perDay * (time / (double) HOUR - peakHour) / 24);
    }
}

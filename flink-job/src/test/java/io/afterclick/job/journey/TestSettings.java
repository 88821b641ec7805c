package io.afterclick.job.journey;

import io.afterclick.journey.JourneyWindows;
import io.afterclick.journey.delivery.Deliveries;

/** Settings of tests: the published windows, in round numbers. */
final class TestSettings {

    static final long ATTRIBUTION = 3 * Events.DAY;
    static final long OBSERVATION = 15 * Events.MINUTE;
    static final long GMV_ATTRIBUTION = 7 * Events.DAY;

    /** Memory that no test fills. */
    static final long AMPLE = 64 << 20;

    /** Memory for two or three clicks. */
    static final long TINY = 2 << 10;

    private TestSettings() {}

    static JourneySettings tesla() {
        return of("tesla");
    }

    static JourneySettings of(String delivery) {
        return new JourneySettings(windows(delivery), delivery, 0, AMPLE, true, AMPLE, true, false);
    }

    static JourneyWindows windows(String delivery) {
        return windows(delivery, ATTRIBUTION, OBSERVATION);
    }

    static JourneyWindows windows(String delivery, long attribution, long observation) {
        return new JourneyWindows(
                attribution,
                ATTRIBUTION,
                observation,
                OBSERVATION,
                GMV_ATTRIBUTION,
                Deliveries.of(delivery).tracked());
    }

    static JourneySettings withCache(JourneySettings settings, long bytes) {
        return new JourneySettings(
                settings.windows(),
                settings.delivery(),
                settings.rememberClosed(),
                bytes,
                settings.keepUnmatched(),
                settings.letterBytes(),
                settings.bounded(),
                settings.wholeRecords());
    }

    static JourneySettings keeping(JourneySettings settings, long letterBytes) {
        return new JourneySettings(
                settings.windows(),
                settings.delivery(),
                settings.rememberClosed(),
                settings.cacheBytes(),
                settings.keepUnmatched(),
                letterBytes,
                settings.bounded(),
                settings.wholeRecords());
    }

    static JourneySettings remembering(JourneySettings settings, long closedFor) {
        return new JourneySettings(
                settings.windows(),
                settings.delivery(),
                closedFor,
                settings.cacheBytes(),
                settings.keepUnmatched(),
                settings.letterBytes(),
                settings.bounded(),
                settings.wholeRecords());
    }

    static JourneySettings unbounded(JourneySettings settings) {
        return new JourneySettings(
                settings.windows(),
                settings.delivery(),
                settings.rememberClosed(),
                settings.cacheBytes(),
                settings.keepUnmatched(),
                settings.letterBytes(),
                false,
                settings.wholeRecords());
    }

    /** A click's record carries all that ever becomes of it. */
    static JourneySettings ofWholeRecords(JourneySettings settings) {
        return new JourneySettings(
                settings.windows(),
                settings.delivery(),
                settings.rememberClosed(),
                settings.cacheBytes(),
                settings.keepUnmatched(),
                settings.letterBytes(),
                settings.bounded(),
                true);
    }

    static JourneySettings countingUnmatched(JourneySettings settings) {
        return new JourneySettings(
                settings.windows(),
                settings.delivery(),
                settings.rememberClosed(),
                settings.cacheBytes(),
                false,
                settings.letterBytes(),
                settings.bounded(),
                settings.wholeRecords());
    }
}

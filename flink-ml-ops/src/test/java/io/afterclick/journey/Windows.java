package io.afterclick.journey;

import static io.afterclick.journey.Moments.DAY;
import static io.afterclick.journey.Moments.MINUTE;

import io.afterclick.journey.JourneyWindows.Tracked;

/** The default windows, by name. */
final class Windows {

    static final long CONVERSION_ATTRIBUTION = 3 * DAY;
    static final long REFUND_ATTRIBUTION = 3 * DAY;
    static final long CONVERSION_OBSERVATION = 15 * MINUTE;
    static final long REFUND_OBSERVATION = 15 * MINUTE;
    static final long GMV_ATTRIBUTION = 7 * DAY;

    static final JourneyWindows NET = tracking(Tracked.NET_CONVERSION);
    static final JourneyWindows GMV = tracking(Tracked.GMV);
    static final JourneyWindows BOTH = tracking(Tracked.BOTH);

    private Windows() {}

    static JourneyWindows tracking(Tracked tracked) {
        return new JourneyWindows(
                CONVERSION_ATTRIBUTION,
                REFUND_ATTRIBUTION,
                CONVERSION_OBSERVATION,
                REFUND_OBSERVATION,
                GMV_ATTRIBUTION,
                tracked);
    }

    static JourneyWindows observing(long conversion, long refund) {
        return new JourneyWindows(
                CONVERSION_ATTRIBUTION,
                REFUND_ATTRIBUTION,
                conversion,
                refund,
                GMV_ATTRIBUTION,
                Tracked.NET_CONVERSION);
    }
}

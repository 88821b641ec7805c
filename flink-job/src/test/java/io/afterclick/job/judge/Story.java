package io.afterclick.job.judge;

import io.afterclick.event.Click;
import io.afterclick.event.Features;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivered.NetOutcome;
import io.afterclick.journey.Trajectory;
import io.afterclick.learn.Quantity;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Predictions and outcomes of scripted clicks. Times are milliseconds. */
final class Story {

    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    /** When the first scored segment begins. */
    static final long NOON = Instant.parse("2025-05-01T12:00:00Z").toEpochMilli();

    static final long LONGEST_WINDOW = 6 * DAY;
    static final long ORACLE_DELAY = 7 * DAY;

    /** When a click at noon is given up. */
    static final long DEADLINE = NOON + LONGEST_WINDOW + HOUR + ORACLE_DELAY;

    /** Memory that no test fills. */
    static final long AMPLE = 64 << 20;

    /** Memory for two or three clicks. */
    static final long TINY = 1 << 10;

    private static final JudgedVariant TESLA =
            new JudgedVariant("tesla", EnumSet.of(Quantity.CVR, Quantity.RFR, Quantity.NETCVR), NOON, NOON + DAY, 0);
    private static final JudgedVariant ORACLE =
            new JudgedVariant("oracle", EnumSet.of(Quantity.CVR, Quantity.NETCVR), NOON, NOON + DAY, ORACLE_DELAY);
    private static final JudgedVariant READER =
            new JudgedVariant("reader", EnumSet.of(Quantity.GMV), NOON, NOON + DAY, 0);
    private static final JudgedVariant BOTH =
            new JudgedVariant("both", EnumSet.of(Quantity.CVR, Quantity.GMV), NOON, NOON + DAY, 0);

    private Story() {}

    /** Three variants of each kind, and one that predicts of both. */
    static JudgeSettings settings() {
        return settings(AMPLE, true, TESLA, ORACLE, READER, BOTH);
    }

    static JudgeSettings settings(long cacheBytes) {
        return settings(cacheBytes, true, TESLA, ORACLE, READER, BOTH);
    }

    static JudgeSettings teslaAlone() {
        return settings(AMPLE, true, TESLA);
    }

    static JudgeSettings unbounded() {
        return settings(AMPLE, false, TESLA, ORACLE, READER, BOTH);
    }

    private static JudgeSettings settings(long cacheBytes, boolean bounded, JudgedVariant... variants) {
        return new JudgeSettings(List.of(variants), LONGEST_WINDOW, HOUR, cacheBytes, bounded);
    }

    static Click click(String id, long time) {
        return new Click(id, "user-of-" + id, "item", time, null, Features.of(List.of("red")));
    }

    static Predicted tesla(String clickId, long time, double cvr) {
        return predicted("tesla", clickId, time, cvr, .25, cvr * .75, null);
    }

    static Predicted oracle(String clickId, long time, double cvr) {
        return predicted("oracle", clickId, time, cvr, null, cvr * .5, null);
    }

    static Predicted reader(String clickId, long time, double gmv) {
        return predicted("reader", clickId, time, null, null, null, gmv);
    }

    static Predicted both(String clickId, long time, double cvr, double gmv) {
        return predicted("both", clickId, time, cvr, null, null, gmv);
    }

    private static Predicted predicted(
            String variant,
            String clickId,
            long time,
            @Nullable Double cvr,
            @Nullable Double rfr,
            @Nullable Double netcvr,
            @Nullable Double gmv) {
        long segment = Math.floorDiv(time - NOON, HOUR);
        return new Predicted(variant, clickId, "user-of-" + clickId, time, segment, 8, cvr, rfr, netcvr, gmv);
    }

    static SettledOutcome net(String clickId, long time, Trajectory trajectory) {
        return new SettledOutcome(new NetOutcome(click(clickId, time), time + 3 * DAY, trajectory, -1, -1), true);
    }

    static SettledOutcome gmv(String clickId, long time, int purchases, long micros) {
        return new SettledOutcome(new GmvOutcome(click(clickId, time), time + 6 * DAY, purchases, micros, 0), true);
    }

    /** The same, cut short by the end of the input. */
    static SettledOutcome cutShort(SettledOutcome settled) {
        return new SettledOutcome(settled.outcome(), false);
    }

    static SegmentScored scored(String variant, long segment, long clicks) {
        long start = NOON + segment * HOUR;
        return new SegmentScored(variant, segment, start, start + HOUR, clicks);
    }
}

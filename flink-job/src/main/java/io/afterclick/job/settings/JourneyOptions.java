package io.afterclick.job.settings;

import io.afterclick.intake.LateRecords;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** How journeys are followed. */
public final class JourneyOptions {

    public static final ConfigOption<Duration> CONVERSION_ATTRIBUTION = ConfigOptions.key(
                    "journey.conversion-attribution")
            .durationType()
            .defaultValue(Duration.ofDays(3))
            .withDescription("A purchase counts for net conversion if it comes strictly within this of its click.");

    public static final ConfigOption<Duration> REFUND_ATTRIBUTION = ConfigOptions.key("journey.refund-attribution")
            .durationType()
            .defaultValue(Duration.ofDays(3))
            .withDescription("A refund counts if it comes strictly within this of its purchase.");

    public static final ConfigOption<Duration> CONVERSION_OBSERVATION = ConfigOptions.key(
                    "journey.conversion-observation")
            .durationType()
            .defaultValue(Duration.ofMinutes(15))
            .withDescription("How long after a click its first conversion label is delivered.");

    public static final ConfigOption<Duration> REFUND_OBSERVATION = ConfigOptions.key("journey.refund-observation")
            .durationType()
            .defaultValue(Duration.ofMinutes(15))
            .withDescription("How long after a purchase its first refund label is delivered.");

    public static final ConfigOption<Duration> GMV_ATTRIBUTION = ConfigOptions.key("journey.gmv-attribution")
            .durationType()
            .defaultValue(Duration.ofDays(7))
            .withDescription("A purchase counts for GMV if it comes strictly within this of its click.");

    public static final ConfigOption<Duration> MAX_OUT_OF_ORDERNESS = ConfigOptions.key("journey.max-out-of-orderness")
            .durationType()
            .defaultValue(Duration.ofMinutes(5))
            .withDescription("A record of an event folder is late if its time is more than this below the greatest time"
                    + " read before it from the same source. Official files allow no disorder.");

    public static final ConfigOption<LateRecords> LATE = ConfigOptions.key("journey.late")
            .enumType(LateRecords.class)
            .defaultValue(LateRecords.DEAD_LETTER)
            .withDescription(
                    "Whether late records of an event folder or a topic are dead letters, or late purchases and"
                            + " refunds count as if they were made at the earliest time that is not late, while their click is"
                            + " open; late clicks are dead letters always. With apply the parameters depend on when records"
                            + " arrive.");

    public static final ConfigOption<Duration> REMEMBER_CLOSED = ConfigOptions.key("journey.remember-closed")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription("For how long a closed click is remembered, so that what still comes for it is counted as"
                    + " out of attribution and not as unmatched.");

    public static final ConfigOption<MemorySize> CACHE_SIZE = ConfigOptions.key("journey.cache-size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(256))
            .withDescription("Heap memory of one parallel instance for open clicks that were touched since the last"
                    + " checkpoint or will be soon; the rest is in the state backend alone.");

    public static final ConfigOption<UnmatchedRecords> UNMATCHED = ConfigOptions.key("deadletters.unmatched")
            .enumType(UnmatchedRecords.class)
            .defaultValue(UnmatchedRecords.KEEP)
            .withDescription("Whether records that match no open click or purchase are kept as dead letters, or only"
                    + " counted.");

    public static final ConfigOption<MemorySize> MAX_LETTER_BYTES = ConfigOptions.key(
                    "deadletters.max-bytes-per-source")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(256))
            .withDescription("Bytes of refused clicks, of purchases and of refunds that are kept in dead letters: so"
                    + " many of those that cannot be read or come too late, and as many of those that only their journey"
                    + " refuses, in equal parts per parallel instance. Beyond it letters are written and counted without"
                    + " the bytes, and a warning is logged; over the life of a job.");

    /** What happens to unmatched records. */
    public enum UnmatchedRecords {
        KEEP,
        COUNT
    }

    private JourneyOptions() {}
}

package io.afterclick.job.settings;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** How input is read. */
public final class InputOptions {

    public static final ConfigOption<String> EPOCH = ConfigOptions.key("input.epoch")
            .stringType()
            .defaultValue("2025-05-01T00:00+08:00")
            .withDescription("Day 0 of official files, ISO-8601 with an offset.");

    public static final ConfigOption<String> MAX_EVENT_TIME = ConfigOptions.key("input.max-event-time")
            .stringType()
            .defaultValue("2100-01-01T00:00Z")
            .withDescription("No event may be later than this, ISO-8601 with an offset.");

    public static final ConfigOption<MemorySize> MAX_RECORD_SIZE = ConfigOptions.key("input.max-record-size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(1))
            .withDescription("A longer record is malformed; only this much of it is kept.");

    public static final ConfigOption<Duration> WATCH_INTERVAL = ConfigOptions.key("input.watch-interval")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription("How often an event folder is looked at for new files, which must appear whole and in name"
                    + " order; 0 reads what is there and ends.");

    private InputOptions() {}
}

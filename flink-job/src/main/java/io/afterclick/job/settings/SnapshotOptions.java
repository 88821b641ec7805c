package io.afterclick.job.settings;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** When models are published. */
public final class SnapshotOptions {

    public static final ConfigOption<Integer> EVERY = ConfigOptions.key("snapshot.every")
            .intType()
            .defaultValue(0)
            .withDescription("Segments after which each variant that trains publishes its model; it does after the last"
                    + " one in any case, and 0 means only then.");

    private SnapshotOptions() {}
}

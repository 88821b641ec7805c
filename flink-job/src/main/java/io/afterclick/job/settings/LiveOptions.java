package io.afterclick.job.settings;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What a live job trains. */
public final class LiveOptions {

    public static final ConfigOption<String> MODELS = ConfigOptions.key("live.models")
            .stringType()
            .noDefaultValue()
            .withDescription("Variants as for backtest, such as tesla,tesla:weighting=online:name=b.");

    public static final ConfigOption<String> FEATURES = ConfigOptions.key("live.features")
            .stringType()
            .noDefaultValue()
            .withDescription("Names of the clicks' features, separated by commas, in the order of the networks.");

    public static final ConfigOption<String> INIT = ConfigOptions.key("live.init")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Folder of pretrained networks (pretrained/ of a backtest), which every process can read.");

    public static final ConfigOption<String> START = ConfigOptions.key("live.start")
            .stringType()
            .noDefaultValue()
            .withDescription("When the first segment begins, ISO-8601 with an offset. Samples of earlier times train"
                    + " nothing. It stays what it was when a job goes on from a savepoint.");

    public static final ConfigOption<String> OUT = ConfigOptions.key("live.out")
            .stringType()
            .noDefaultValue()
            .withDescription("Folder for published models, checkpoints and counts, which every process can reach.");

    public static final ConfigOption<Duration> ALIGNMENT = ConfigOptions.key("live.watermark-alignment")
            .durationType()
            .defaultValue(Duration.ofHours(1))
            .withDescription("How far, in event time, one topic may be read ahead of the slowest one.");

    private LiveOptions() {}
}

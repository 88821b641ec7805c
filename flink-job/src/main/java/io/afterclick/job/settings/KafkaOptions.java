package io.afterclick.job.settings;

import io.afterclick.intake.MessageFormat;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Topics of a live job. Keys that begin with {@code kafka.client.} are passed to Kafka's clients without it. */
public final class KafkaOptions {

    /** Settings of Kafka's own clients begin so. */
    public static final String CLIENT_PREFIX = "kafka.client.";

    public static final ConfigOption<String> BOOTSTRAP_SERVERS = ConfigOptions.key("kafka.bootstrap-servers")
            .stringType()
            .noDefaultValue()
            .withDescription("Brokers to begin with, as host:port, separated by commas.");

    public static final ConfigOption<String> CLICKS = topic("clicks", "Clicks are read from it.");
    public static final ConfigOption<String> PURCHASES = topic("purchases", "Purchases are read from it.");
    public static final ConfigOption<String> REFUNDS = topic("refunds", "Refunds are read from it.");
    public static final ConfigOption<String> SAMPLES = topic("samples", "Training samples are written to it.");
    public static final ConfigOption<String> OUTCOMES = topic("outcomes", "Final outcomes are written to it.");
    public static final ConfigOption<String> PREDICTIONS = topic("predictions", "Predictions are written to it.");
    public static final ConfigOption<String> METRICS = topic("metrics", "Metrics of segments are written to it.");
    public static final ConfigOption<String> DEAD_LETTERS =
            topic("dead-letters", "Refused records and samples are written to it.");

    public static final ConfigOption<MessageFormat> EVENT_FORMAT = ConfigOptions.key("kafka.event-format")
            .enumType(MessageFormat.class)
            .defaultValue(MessageFormat.JSON)
            .withDescription("How events are written: json, an object with the fields of the event files; or avro, in"
                    + " Avro's single-object encoding, by this project's schemas.");

    public static final ConfigOption<MessageFormat> RECORD_FORMAT = ConfigOptions.key("kafka.record-format")
            .enumType(MessageFormat.class)
            .defaultValue(MessageFormat.AVRO)
            .withDescription("How results are written: avro, in Avro's single-object encoding, or json.");

    public static final ConfigOption<String> GROUP_ID = ConfigOptions.key("kafka.group-id")
            .stringType()
            .defaultValue("afterclick")
            .withDescription("Consumer group under which offsets are shown to others; the job's own are in its"
                    + " checkpoints.");

    public static final ConfigOption<End> END_AT = ConfigOptions.key("kafka.end-at")
            .enumType(End.class)
            .defaultValue(End.NEVER)
            .withDescription("Whether the job goes on for ever, or ends with what the topics hold as it begins.");

    public static final ConfigOption<String> TRANSACTIONAL_ID_PREFIX = ConfigOptions.key(
                    "kafka.transactional-id-prefix")
            .stringType()
            .defaultValue("afterclick")
            .withDescription("Transactions of the sinks begin so. No two jobs that run at a time may have the same.");

    public static final ConfigOption<Duration> TRANSACTION_TIMEOUT = ConfigOptions.key("kafka.transaction-timeout")
            .durationType()
            .defaultValue(Duration.ofMinutes(15))
            .withDescription("After which the broker gives up a transaction that was not committed. Longer than the"
                    + " longest outage of the job, and at most transaction.max.timeout.ms of the broker.");

    private static ConfigOption<String> topic(String name, String description) {
        return ConfigOptions.key("kafka.topic." + name)
                .stringType()
                .defaultValue(name)
                .withDescription(description);
    }

    /** Where reading ends. */
    public enum End {
        NEVER,
        LATEST
    }

    private KafkaOptions() {}
}

package io.afterclick.job.settings;

import io.afterclick.intake.InputSpec;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.job.journey.JourneySettings;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.journey.delivery.Deliveries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.MemorySize;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a run: defaults, then what the kind of input sets by the published protocol, then a file, then the
 * command line. Keys of Flink itself are passed through.
 */
public final class Settings {

    private static final List<ConfigOption<?>> OPTIONS = List.of(
            JourneyOptions.CONVERSION_ATTRIBUTION,
            JourneyOptions.REFUND_ATTRIBUTION,
            JourneyOptions.CONVERSION_OBSERVATION,
            JourneyOptions.REFUND_OBSERVATION,
            JourneyOptions.GMV_ATTRIBUTION,
            JourneyOptions.MAX_OUT_OF_ORDERNESS,
            JourneyOptions.LATE,
            JourneyOptions.REMEMBER_CLOSED,
            JourneyOptions.CACHE_SIZE,
            JourneyOptions.UNMATCHED,
            JourneyOptions.MAX_LETTER_BYTES,
            InputOptions.EPOCH,
            InputOptions.MAX_EVENT_TIME,
            InputOptions.MAX_RECORD_SIZE,
            InputOptions.WATCH_INTERVAL,
            TrainerOptions.SEGMENT_LENGTH,
            TrainerOptions.BATCH_SIZE,
            TrainerOptions.MIN_BATCH,
            TrainerOptions.ROWS,
            TrainerOptions.WEIGHTING,
            TrainerOptions.LEARNING_RATE,
            TrainerOptions.PRETRAIN_LEARNING_RATE,
            TrainerOptions.DIMENSION,
            TrainerOptions.CACHE_SIZE,
            TrainerOptions.WAITING_SIZE,
            TrainerOptions.INIT_STD,
            TrainerOptions.EXPIRE_AFTER,
            TrainerOptions.ADMIT_AFTER,
            SnapshotOptions.EVERY,
            LiveOptions.MODELS,
            LiveOptions.FEATURES,
            LiveOptions.INIT,
            LiveOptions.START,
            LiveOptions.OUT,
            LiveOptions.ALIGNMENT,
            KafkaOptions.BOOTSTRAP_SERVERS,
            KafkaOptions.CLICKS,
            KafkaOptions.PURCHASES,
            KafkaOptions.REFUNDS,
            KafkaOptions.SAMPLES,
            KafkaOptions.OUTCOMES,
            KafkaOptions.PREDICTIONS,
            KafkaOptions.METRICS,
            KafkaOptions.DEAD_LETTERS,
            KafkaOptions.EVENT_FORMAT,
            KafkaOptions.RECORD_FORMAT,
            KafkaOptions.GROUP_ID,
            KafkaOptions.END_AT,
            KafkaOptions.TRANSACTIONAL_ID_PREFIX,
            KafkaOptions.TRANSACTION_TIMEOUT,
            RunOptions.SEED,
            RunOptions.PARALLELISM,
            RunOptions.MAX_PARALLELISM,
            RunOptions.STATE_BACKEND,
            RunOptions.TIMERS,
            RunOptions.CHECKPOINT_INTERVAL,
            RunOptions.MANAGED_MEMORY_PER_SLOT);

    /** Keys that begin so are ours, and must be known. */
    private static final List<String> OWN_PREFIXES = List.of(
            "journey.",
            "deadletters.",
            "input.",
            "run.",
            "segment.",
            "trainer.",
            "rows.",
            "snapshot.",
            "live.",
            "kafka.");

    private final InputSpec.Kind kind;
    private final Configuration configuration;

    private Settings(InputSpec.Kind kind, Configuration configuration) {
        this.kind = kind;
        this.configuration = configuration;
    }

    /** All options of this project. */
    public static List<ConfigOption<?>> options() {
        return OPTIONS;
    }

    /**
     * Puts settings together.
     *
     * @param kind of input, whose published protocol sets defaults
     * @param file of settings in YAML, or null
     * @param overrides key to value, from the command line
     * @throws IllegalArgumentException naming key, expected and found
     */
    public static Settings of(InputSpec.Kind kind, @Nullable Path file, Map<String, String> overrides)
            throws IOException {
        Map<String, String> values = new TreeMap<>();
        if (kind == InputSpec.Kind.CASCADE) {
            values.put(JourneyOptions.CONVERSION_OBSERVATION.key(), "864 s");
            values.put(JourneyOptions.REFUND_OBSERVATION.key(), "864 s");
            values.put(TrainerOptions.SEGMENT_LENGTH.key(), "0.1 d");
            values.put(TrainerOptions.BATCH_SIZE.key(), "5000");
            values.put(TrainerOptions.DIMENSION.key(), "32");
        } else if (kind == InputSpec.Kind.TRACE) {
            values.put(TrainerOptions.SEGMENT_LENGTH.key(), "0.125 d");
            values.put(TrainerOptions.BATCH_SIZE.key(), "1024");
        }
        if (file != null) {
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("settings: expected a file " + file + ", found none");
            }
            values.putAll(SettingsFile.read(file));
        }
        values.putAll(overrides);
        Configuration configuration = new Configuration();
        values.forEach((key, value) -> set(configuration, key, value));
        Settings settings = new Settings(kind, configuration);
        settings.requireReadable();
        if (kind != InputSpec.Kind.EVENTS && !settings.bounded()) {
            throw new IllegalArgumentException(
                    InputOptions.WATCH_INTERVAL.key() + ": expected 0 for " + kind.prefix() + ": input, found "
                            + settings.get(InputOptions.WATCH_INTERVAL).toMillis() + " ms");
        }
        return settings;
    }

    private static void set(Configuration configuration, String key, String value) {
        ConfigOption<?> option = find(key);
        if (option == null) {
            boolean ours = OWN_PREFIXES.stream().anyMatch(key::startsWith);
            if (ours && !key.startsWith(KafkaOptions.CLIENT_PREFIX)) {
                throw new IllegalArgumentException("setting: expected a known key, found '" + key + "'");
            }
            configuration.setString(key, value);
        } else if (option.defaultValue() instanceof Duration) {
            try {
                configuration.setString(key, DurationText.parse(value).toMillis() + " ms");
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
            }
        } else {
            configuration.setString(key, value.strip());
        }
    }

    private static @Nullable ConfigOption<?> find(String key) {
        return OPTIONS.stream()
                .filter(option -> option.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    private void requireReadable() {
        for (ConfigOption<?> option : OPTIONS) {
            try {
                configuration.get(option);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        option.key() + ": expected " + example(option) + ", found '"
                                + configuration.getString(option.key(), "") + "'",
                        e);
            }
        }
        SettingsRange.require(this);
        long epoch = instant(InputOptions.EPOCH);
        if (instant(InputOptions.MAX_EVENT_TIME) <= epoch) {
            throw new IllegalArgumentException(InputOptions.MAX_EVENT_TIME.key() + ": expected an instant after "
                    + InputOptions.EPOCH.key() + ", " + get(InputOptions.EPOCH) + ", found "
                    + get(InputOptions.MAX_EVENT_TIME));
        }
    }

    private static String example(ConfigOption<?> option) {
        return option.hasDefaultValue() ? "a value such as '" + option.defaultValue() + "'" : "a number such as '0.01'";
    }

    public <T> T get(ConfigOption<T> option) {
        return configuration.get(option);
    }

    /** What was set, by anyone. */
    public <T> Optional<T> find(ConfigOption<T> option) {
        return configuration.getOptional(option);
    }

    /** What was set as it may be written or shown: values of keys that sound like secrets are hidden. */
    public SortedMap<String, String> shown() {
        return new TreeMap<>(ConfigurationUtils.hideSensitiveValues(configuration.toMap()));
    }

    /** The settings as Flink takes them. */
    public Configuration configuration() {
        return new Configuration(configuration);
    }

    /** Whether the input ends. */
    public boolean bounded() {
        boolean topics = find(KafkaOptions.BOOTSTRAP_SERVERS).isPresent();
        return topics
                ? get(KafkaOptions.END_AT) == KafkaOptions.End.LATEST
                : get(InputOptions.WATCH_INTERVAL).isZero();
    }

    /** How files are read. */
    public IntakeSettings intake(List<String> features, boolean sort) {
        MemorySize longest = get(InputOptions.MAX_RECORD_SIZE);
        return new IntakeSettings(
                features,
                instant(InputOptions.EPOCH),
                instant(InputOptions.MAX_EVENT_TIME),
                Math.toIntExact(longest.getBytes()),
                sort);
    }

    /** How journeys are followed. */
    public JourneySettings journeys(String delivery) {
        return new JourneySettings(
                windows(Deliveries.of(delivery).tracked()),
                delivery,
                get(JourneyOptions.REMEMBER_CLOSED).toMillis(),
                get(JourneyOptions.CACHE_SIZE).getBytes(),
                get(JourneyOptions.UNMATCHED) == JourneyOptions.UnmatchedRecords.KEEP,
                letterBytes(),
                bounded(),
                wholeRecords());
    }

    /** Bytes of refused records of one kind that are kept. */
    public long letterBytes() {
        return get(JourneyOptions.MAX_LETTER_BYTES).getBytes();
    }

    /** Whether a click's record carries all that ever becomes of it, as rows of official files do. */
    public boolean wholeRecords() {
        return kind != InputSpec.Kind.EVENTS;
    }

    /** Attribution and observation windows. */
    public JourneyWindows windows(JourneyWindows.Tracked tracked) {
        return new JourneyWindows(
                get(JourneyOptions.CONVERSION_ATTRIBUTION).toMillis(),
                get(JourneyOptions.REFUND_ATTRIBUTION).toMillis(),
                get(JourneyOptions.CONVERSION_OBSERVATION).toMillis(),
                get(JourneyOptions.REFUND_OBSERVATION).toMillis(),
                get(JourneyOptions.GMV_ATTRIBUTION).toMillis(),
                tracked);
    }

    private long instant(ConfigOption<String> option) {
        String text = get(option);
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    option.key() + ": expected an instant such as '" + option.defaultValue() + "', found '" + text
                            + "'",
                    e);
        }
    }
}

package io.afterclick.job.settings;

import io.afterclick.job.settings.RunOptions.StateBackendKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** What values may be, beyond being readable; said with the key, before anything has begun. */
final class SettingsRange {

    /** Flink keeps key groups in a short. */
    private static final int MOST_KEY_GROUPS = 1 << 15;

    private static final int LARGEST_BATCH = 1 << 20;
    private static final int LARGEST_DIMENSION = 1 << 12;
    private static final double LARGEST_RATE = 1000;
    private static final double LARGEST_DEVIATION = 1000;

    private static final Duration SHORTEST_CHECKPOINT_INTERVAL = Duration.ofMillis(10);
    /** A century: sums of windows and times stay far from the end of a long. */
    private static final Duration LONGEST_WINDOW = Duration.ofDays(36_500);

    private static final List<ConfigOption<Duration>> WINDOWS = List.of(
            JourneyOptions.CONVERSION_ATTRIBUTION,
            JourneyOptions.REFUND_ATTRIBUTION,
            JourneyOptions.GMV_ATTRIBUTION,
            TrainerOptions.SEGMENT_LENGTH,
            JourneyOptions.MAX_OUT_OF_ORDERNESS,
            JourneyOptions.REMEMBER_CLOSED,
            TrainerOptions.EXPIRE_AFTER);

    /** Less holds no row of a wide model, and writes back more than it trains. */
    private static final MemorySize SMALLEST_CACHE = MemorySize.ofMebiBytes(1);
    /** Each of a slot's dozen states fills a block of 8 MB before it is written. */
    private static final MemorySize SMALLEST_ROCKSDB = MemorySize.ofMebiBytes(128);

    private static final MemorySize LONGEST_RECORD = MemorySize.ofMebiBytes(1024);

    private SettingsRange() {}

    /** @throws IllegalArgumentException naming key, expected and found */
    static void require(Settings settings) {
        requireWithin(settings, RunOptions.PARALLELISM, 1, MOST_KEY_GROUPS);
        requireWithin(settings, RunOptions.MAX_PARALLELISM, settings.get(RunOptions.PARALLELISM), MOST_KEY_GROUPS);
        requireWithin(settings, SnapshotOptions.EVERY, 0, Integer.MAX_VALUE);
        requireAtLeast(settings, RunOptions.CHECKPOINT_INTERVAL, SHORTEST_CHECKPOINT_INTERVAL);
        Duration shortest = Duration.ofMillis(1);
        requireAtLeast(settings, JourneyOptions.CONVERSION_ATTRIBUTION, shortest);
        requireAtLeast(settings, JourneyOptions.REFUND_ATTRIBUTION, shortest);
        requireAtLeast(settings, JourneyOptions.GMV_ATTRIBUTION, shortest);
        requireAtLeast(settings, TrainerOptions.SEGMENT_LENGTH, shortest);
        requireLess(settings, JourneyOptions.CONVERSION_OBSERVATION, JourneyOptions.CONVERSION_ATTRIBUTION);
        requireLess(settings, JourneyOptions.REFUND_OBSERVATION, JourneyOptions.REFUND_ATTRIBUTION);
        for (ConfigOption<Duration> window : WINDOWS) {
            if (settings.get(window).compareTo(LONGEST_WINDOW) > 0) {
                throw refused(
                        window,
                        "at most " + LONGEST_WINDOW.toDays() + " d",
                        settings.get(window).toDays() + " d");
            }
        }
        requireMemory(settings, TrainerOptions.CACHE_SIZE, SMALLEST_CACHE);
        requireMemory(settings, TrainerOptions.WAITING_SIZE, SMALLEST_CACHE);
        if (settings.get(RunOptions.STATE_BACKEND) == StateBackendKind.ROCKSDB) {
            requireMemory(settings, RunOptions.MANAGED_MEMORY_PER_SLOT, SMALLEST_ROCKSDB);
        }
        requireWithin(settings, TrainerOptions.ADMIT_AFTER, 1, LARGEST_BATCH);
        requireWithin(settings, TrainerOptions.DIMENSION, 1, LARGEST_DIMENSION);
        requireRate(TrainerOptions.LEARNING_RATE, settings.find(TrainerOptions.LEARNING_RATE));
        requireRate(TrainerOptions.PRETRAIN_LEARNING_RATE, settings.find(TrainerOptions.PRETRAIN_LEARNING_RATE));
        double deviation = settings.get(TrainerOptions.INIT_STD);
        if (!(deviation >= 0) || deviation > LARGEST_DEVIATION) {
            throw refused(TrainerOptions.INIT_STD, "0 to " + LARGEST_DEVIATION, deviation);
        }
        requireWithin(settings, TrainerOptions.MIN_BATCH, 1, LARGEST_BATCH / 2);
        requireWithin(settings, TrainerOptions.BATCH_SIZE, 2 * settings.get(TrainerOptions.MIN_BATCH), LARGEST_BATCH);
        MemorySize record = settings.get(InputOptions.MAX_RECORD_SIZE);
        if (record.getBytes() < 1 || record.compareTo(LONGEST_RECORD) > 0) {
            throw refused(InputOptions.MAX_RECORD_SIZE, "1 byte to " + LONGEST_RECORD, record);
        }
    }

    private static void requireWithin(Settings settings, ConfigOption<Integer> option, int least, int most) {
        int found = settings.get(option);
        if (found < least || found > most) {
            throw refused(option, least + " to " + most, found);
        }
    }

    private static void requireRate(ConfigOption<Double> option, Optional<Double> rate) {
        if (rate.isPresent() && !(rate.get() > 0 && rate.get() <= LARGEST_RATE)) {
            throw refused(option, "more than 0 and at most " + LARGEST_RATE, rate.get());
        }
    }

    private static void requireAtLeast(Settings settings, ConfigOption<Duration> option, Duration least) {
        Duration found = settings.get(option);
        if (found.compareTo(least) < 0) {
            throw refused(option, least.toMillis() + " ms or more", found.toMillis() + " ms");
        }
    }

    private static void requireMemory(Settings settings, ConfigOption<MemorySize> option, MemorySize least) {
        MemorySize found = settings.get(option);
        if (found.compareTo(least) < 0) {
            throw refused(option, least + " or more", found);
        }
    }

    private static void requireLess(Settings settings, ConfigOption<Duration> option, ConfigOption<Duration> bound) {
        Duration found = settings.get(option);
        Duration most = settings.get(bound);
        if (found.compareTo(most) >= 0) {
            throw refused(
                    option, "less than " + bound.key() + ", " + most.toMillis() + " ms", found.toMillis() + " ms");
        }
    }

    private static IllegalArgumentException refused(ConfigOption<?> option, String expected, Object found) {
        return new IllegalArgumentException(option.key() + ": expected " + expected + ", found " + found);
    }
}

package io.afterclick.job.settings;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** How a run is carried out. */
public final class RunOptions {

    public static final ConfigOption<Long> SEED = ConfigOptions.key("run.seed")
            .longType()
            .defaultValue(42L)
            .withDescription("Seed of all randomness of a run.");

    public static final ConfigOption<Integer> PARALLELISM = ConfigOptions.key("run.parallelism")
            .intType()
            .defaultValue(2)
            .withDescription("Parallel instances of every stage behind the sources.");

    public static final ConfigOption<Integer> MAX_PARALLELISM = ConfigOptions.key("run.max-parallelism")
            .intType()
            .defaultValue(128)
            .withDescription("Key groups; fixed for the life of a job's state.");

    public static final ConfigOption<StateBackendKind> STATE_BACKEND = ConfigOptions.key("run.state-backend")
            .enumType(StateBackendKind.class)
            .defaultValue(StateBackendKind.ROCKSDB)
            .withDescription("Where keyed state lives.");

    public static final ConfigOption<TimerService> TIMERS = ConfigOptions.key("run.timers")
            .enumType(TimerService.class)
            .defaultValue(TimerService.ROCKSDB)
            .withDescription("Where timers live if state lives in RocksDB.");

    public static final ConfigOption<Duration> CHECKPOINT_INTERVAL = ConfigOptions.key("run.checkpoint-interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("How often a checkpoint is taken.");

    public static final ConfigOption<MemorySize> MANAGED_MEMORY_PER_SLOT = ConfigOptions.key(
                    "run.managed-memory-per-slot")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(512))
            .withDescription("Off-heap memory of one slot of a local run, which RocksDB lives in.");

    /** State backends. */
    public enum StateBackendKind {
        ROCKSDB,
        HEAP
    }

    /** Homes of timers. */
    public enum TimerService {
        ROCKSDB,
        HEAP
    }

    private RunOptions() {}
}

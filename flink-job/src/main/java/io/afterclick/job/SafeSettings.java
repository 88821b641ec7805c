package io.afterclick.job;

import io.afterclick.job.settings.DurationText;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/**
 * Settings of Flink under which a job would lose records, train some twice, or outgrow its memory: refused with key and reason
 * before it begins. What our own keys may be is checked when they are read.
 */
final class SafeSettings {

    private static final Duration SHORTEST_CHECKPOINT_INTERVAL = Duration.ofMillis(10);

    private SafeSettings() {}

    /**
     * Looks at what a job is given, by its settings and by whatever else runs it.
     *
     * @throws IllegalArgumentException naming key, expected, reason and found
     */
    static void require(Settings settings, ReadableConfig flink) {
        requireValue(
                flink,
                PipelineOptions.AUTO_GENERATE_UIDS,
                false,
                "state finds its operator by a uid that does not change with the job");
        requireValue(
                flink, PipelineOptions.GENERIC_TYPES, false, "bytes of Kryo do not outlive a change of their class");
        requireValue(flink, PipelineOptions.FORCE_KRYO, false, "bytes of Kryo do not outlive a change of their class");
        requireValue(
                flink,
                ExecutionOptions.RUNTIME_MODE,
                RuntimeExecutionMode.STREAMING,
                "other modes take no checkpoints");
        requireCheckpoints(flink);
        requireParallelism(settings, flink);
        requireTimersInSavepoints(settings, flink);
    }

    private static void requireCheckpoints(ReadableConfig flink) {
        ConfigOption<Duration> interval = CheckpointingOptions.CHECKPOINTING_INTERVAL;
        Optional<Duration> found = read(flink, interval);
        if (found.isEmpty() || found.get().compareTo(SHORTEST_CHECKPOINT_INTERVAL) < 0) {
            throw refused(
                    interval,
                    DurationText.of(SHORTEST_CHECKPOINT_INTERVAL) + " or more",
                    "without checkpoints nothing is committed, and a failure begins anew",
                    found.map(DurationText::of).orElse("none"));
        }
        requireValue(
                flink,
                CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                CheckpointingMode.EXACTLY_ONCE,
                "a sample is trained once");
        requireValue(
                flink,
                CheckpointingOptions.ENABLE_UNALIGNED,
                false,
                "a published model must not be on its way across a checkpoint");
        requireValue(
                flink,
                CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH,
                true,
                "the checkpoint after the last record commits the results");
    }

    private static void requireParallelism(Settings settings, ReadableConfig flink) {
        int keyGroups = settings.get(RunOptions.MAX_PARALLELISM);
        requireValue(
                flink,
                PipelineOptions.MAX_PARALLELISM,
                keyGroups,
                "variants are spread by " + RunOptions.MAX_PARALLELISM.key());
        int parallelism = settings.get(RunOptions.PARALLELISM);
        if (parallelism > keyGroups) {
            throw refused(
                    RunOptions.PARALLELISM,
                    "at most " + keyGroups,
                    "each instance needs a key group of " + RunOptions.MAX_PARALLELISM.key(),
                    parallelism);
        }
    }

    /** Flink 2.2 writes timers on the heap into no native savepoint of RocksDB: restored from one, a job waits for nothing. */
    private static void requireTimersInSavepoints(Settings settings, ReadableConfig flink) {
        boolean onHeap = read(flink, RocksDBOptions.TIMER_SERVICE_FACTORY)
                .filter(PriorityQueueStateType.HEAP::equals)
                .isPresent();
        boolean rocksdb = read(flink, StateBackendOptions.STATE_BACKEND)
                .filter("rocksdb"::equalsIgnoreCase)
                .isPresent();
        if (onHeap && rocksdb) {
            boolean ours = settings.get(RunOptions.TIMERS) == RunOptions.TimerService.HEAP;
            throw refused(
                    ours ? RunOptions.TIMERS : RocksDBOptions.TIMER_SERVICE_FACTORY,
                    "rocksdb",
                    "a native savepoint of RocksDB leaves timers on the heap out, and they grow with the clicks that are open",
                    "heap");
        }
    }

    private static <T> void requireValue(ReadableConfig flink, ConfigOption<T> option, T expected, String reason) {
        T found = read(flink, option).orElse(option.defaultValue());
        if (!expected.equals(found)) {
            throw refused(option, expected, reason, found);
        }
    }

    private static <T> Optional<T> read(ReadableConfig flink, ConfigOption<T> option) {
        try {
            return flink.getOptional(option);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    option.key() + ": expected a value such as '" + option.defaultValue()
                            + "', found one that cannot be read",
                    e);
        }
    }

    private static IllegalArgumentException refused(
            ConfigOption<?> option, Object expected, String reason, Object found) {
        return new IllegalArgumentException(
                option.key() + ": expected " + expected + ", since " + reason + ", found " + found);
    }
}

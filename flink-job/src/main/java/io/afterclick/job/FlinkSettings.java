package io.afterclick.job;

import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.RunOptions.StateBackendKind;
import io.afterclick.job.settings.RunOptions.TimerService;
import io.afterclick.job.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the job asks of Flink, whatever runs it; a user's own settings of Flink's keys win. */
public final class FlinkSettings {

    /** Of a run that somebody waits for; a job without an end waits until what it needs is there again. */
    private static final int RESTARTS = 5;

    private static final int TOLERATED_CHECKPOINTS = 10;

    private FlinkSettings() {}

    /** @param checkpoints folder of checkpoints */
    public static Configuration of(Settings settings, Path checkpoints) {
        Configuration flink = new Configuration();
        flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        flink.set(PipelineOptions.MAX_PARALLELISM, settings.get(RunOptions.MAX_PARALLELISM));
        boolean rocksdb = settings.get(RunOptions.STATE_BACKEND) == StateBackendKind.ROCKSDB;
        flink.set(StateBackendOptions.STATE_BACKEND, rocksdb ? "rocksdb" : "hashmap");
        flink.set(
                RocksDBOptions.TIMER_SERVICE_FACTORY,
                settings.get(RunOptions.TIMERS) == TimerService.ROCKSDB
                        ? PriorityQueueStateType.ROCKSDB
                        : PriorityQueueStateType.HEAP);
        flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, rocksdb);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.get(RunOptions.CHECKPOINT_INTERVAL));
        // The last segments of a log are trained when all input has been read, and let no barrier pass meanwhile.
        flink.set(
                CheckpointingOptions.TOLERABLE_FAILURE_NUMBER,
                settings.bounded() ? Integer.MAX_VALUE : TOLERATED_CHECKPOINTS);
        flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                settings.bounded()
                        ? ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION
                        : ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS,
                settings.bounded() ? RESTARTS : Integer.MAX_VALUE);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
        flink.addAll(settings.configuration());
        return flink;
    }

    /**
     * Looks at what a job would be given by its settings alone.
     *
     * @throws IllegalArgumentException naming key, expected, reason and found
     */
    public static void requireSafe(Settings settings) {
        SafeSettings.require(settings, of(settings, Path.of("checkpoints")));
    }

    /**
     * Where a job is built: in this process, or as Flink's own client has been told.
     *
     * @param checkpoints folder of checkpoints
     * @throws IllegalArgumentException if settings, these or those of the cluster, are unsafe
     */
    public static StreamExecutionEnvironment environment(Settings settings, Path checkpoints) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(of(settings, checkpoints));
        SafeSettings.require(settings, env.getConfiguration());
        env.setParallelism(settings.get(RunOptions.PARALLELISM));
        return env;
    }
}

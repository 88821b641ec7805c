package io.afterclick.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.intake.InputSpec.Kind;
import io.afterclick.job.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;

final class FlinkSettingsTest {

    private static final Path CHECKPOINTS = Path.of("/checkpoints");

    @Test
    void nothingIsNamedOrSerializedByChance() throws IOException {
        Configuration flink = flink(Map.of());
        assertThat(flink.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
        assertThat(flink.get(PipelineOptions.GENERIC_TYPES)).isFalse();
        assertThat(flink.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(128);
        assertThat(Arrays.stream(OperatorId.values()).map(OperatorId::uid)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(OperatorId.values()).map(OperatorId::title)).doesNotHaveDuplicates();
    }

    @Test
    void stateLivesWhereSettingsSay() throws IOException {
        Configuration flink = flink(Map.of());
        assertThat(flink.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
        assertThat(flink.get(RocksDBOptions.TIMER_SERVICE_FACTORY)).isEqualTo(PriorityQueueStateType.ROCKSDB);
        assertThat(flink.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY)).startsWith("file:///checkpoints");
        flink = flink(Map.of("run.state-backend", "heap", "run.timers", "heap", "run.checkpoint-interval", "1 min"));
        assertThat(flink.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("hashmap");
        assertThat(flink.get(RocksDBOptions.TIMER_SERVICE_FACTORY)).isEqualTo(PriorityQueueStateType.HEAP);
        assertThat(flink.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isFalse();
        assertThat(flink.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void checkpointThatIsLateFailsNoJob() throws IOException {
        assertThat(flink(Map.of()).get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER))
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void usersOwnSettingsOfTheEngineWin() throws IOException {
        Configuration flink = flink(Map.of("restart-strategy.fixed-delay.attempts", "9"));
        assertThat(flink.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS))
                .isEqualTo(9);
    }

    private static Configuration flink(Map<String, String> overrides) throws IOException {
        return FlinkSettings.of(Settings.of(Kind.EVENTS, null, overrides), CHECKPOINTS);
    }
}

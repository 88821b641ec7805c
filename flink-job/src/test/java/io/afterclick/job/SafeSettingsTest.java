package io.afterclick.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.intake.InputSpec.Kind;
import io.afterclick.job.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would lose records, repeat them or outgrow the memory is refused before a job begins. */
final class SafeSettingsTest {

    private static Settings settings(Map<String, String> overrides) throws IOException {
        return Settings.of(Kind.EVENTS, null, overrides);
    }

    @Test
    void defaultsAreSafe() throws IOException {
        for (Kind kind : Kind.values()) {
            Settings settings = Settings.of(kind, null, Map.of());
            assertThatCode(() -> FlinkSettings.requireSafe(settings)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "pipeline.auto-generate-uids, true, 'expected false, since state finds its operator by a uid'",
        "pipeline.generic-types, true, 'expected false, since bytes of Kryo'",
        "pipeline.force-kryo, true, 'expected false, since bytes of Kryo'",
        "pipeline.generic-types, perhaps, 'expected a value such as ''true'', found one that cannot be read'",
        "pipeline.max-parallelism, 64, 'expected 128, since variants are spread by run.max-parallelism, found 64'",
        "execution.runtime-mode, BATCH, 'expected STREAMING, since other modes take no checkpoints, found BATCH'",
        "execution.runtime-mode, AUTOMATIC, 'expected STREAMING, since '",
        "execution.checkpointing.interval, 0 ms, 'expected 10 ms or more, since without checkpoints nothing is committed'",
        "execution.checkpointing.mode, AT_LEAST_ONCE, 'expected EXACTLY_ONCE, since a sample is trained once'",
        "execution.checkpointing.unaligned.enabled, true, 'expected false, since a published model must not be'",
        "execution.checkpointing.checkpoints-after-tasks-finish, false, 'expected true, since the checkpoint'",
        "run.timers, heap, 'expected rocksdb, since a native savepoint of RocksDB leaves timers on the heap out'",
        "state.backend.rocksdb.timer-service.factory, HEAP, 'expected rocksdb, since a native savepoint'"
    })
    void unsafeSettingIsNamedWithItsReason(String key, String value, String message) throws IOException {
        Settings settings = settings(Map.of(key, value));
        assertThatThrownBy(() -> FlinkSettings.requireSafe(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith(key + ": " + message)
                .hasLineCount(1);
    }

    @Test
    void timersMayLiveOnTheHeapWithAllElse() throws IOException {
        Map<String, String> heap = Map.of("run.timers", "heap", "run.state-backend", "heap");
        assertThatCode(() -> FlinkSettings.requireSafe(settings(heap))).doesNotThrowAnyException();
    }

    /** A cluster has settings of its own, which no command line shows. */
    @Test
    void whatAClusterAddsIsLookedAtToo() throws IOException {
        Settings settings = settings(Map.of());
        Configuration flink = FlinkSettings.of(settings, Path.of("checkpoints"));
        flink.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
        assertThatThrownBy(() -> SafeSettings.require(settings, flink))
                .hasMessage(
                        "execution.checkpointing.interval: expected 10 ms or more, since without checkpoints nothing"
                                + " is committed, and a failure begins anew, found none");
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(10));
        assertThatCode(() -> SafeSettings.require(settings, flink)).doesNotThrowAnyException();
    }

    @Test
    void environmentOfAnUnsafeJobIsNeverBuilt() throws IOException {
        Settings settings = settings(Map.of("pipeline.generic-types", "true"));
        assertThatThrownBy(() -> FlinkSettings.environment(settings, Path.of("checkpoints")))
                .hasMessageStartingWith("pipeline.generic-types: expected false");
    }
}

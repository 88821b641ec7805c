package io.afterclick.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.intake.InputSpec.Kind;
import io.afterclick.job.settings.RunOptions.StateBackendKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {

    private static final Set<ConfigOption<?>> OF_EACH_JOB = Set.of(
            KafkaOptions.BOOTSTRAP_SERVERS,
            LiveOptions.MODELS,
            LiveOptions.FEATURES,
            LiveOptions.INIT,
            LiveOptions.START,
            LiveOptions.OUT);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void defaultsAreThoseOfTheDomain() throws IOException {
        Settings settings = Settings.of(Kind.EVENTS, null, Map.of());
        assertThat(settings.get(JourneyOptions.CONVERSION_ATTRIBUTION)).isEqualTo(Duration.ofDays(3));
        assertThat(settings.get(JourneyOptions.REFUND_ATTRIBUTION)).isEqualTo(Duration.ofDays(3));
        assertThat(settings.get(JourneyOptions.CONVERSION_OBSERVATION)).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.get(JourneyOptions.REFUND_OBSERVATION)).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.get(JourneyOptions.GMV_ATTRIBUTION)).isEqualTo(Duration.ofDays(7));
        assertThat(settings.get(JourneyOptions.REMEMBER_CLOSED)).isZero();
        assertThat(settings.get(RunOptions.STATE_BACKEND)).isEqualTo(StateBackendKind.ROCKSDB);
        assertThat(settings.bounded()).isTrue();
        assertThat(settings.intake(List.of(), false).epoch())
                .isEqualTo(Instant.parse("2025-04-30T16:00:00Z").toEpochMilli());
        assertThat(settings.intake(List.of(), false).latestTime())
                .isEqualTo(Instant.parse("2100-01-01T00:00:00Z").toEpochMilli());
    }

    @ParameterizedTest
    @EnumSource
    void kindOfInputSetsThePublishedProtocol(Kind kind) throws IOException {
        Settings settings = Settings.of(kind, null, Map.of());
        Duration observation = kind == Kind.CASCADE ? Duration.ofSeconds(864) : Duration.ofMinutes(15);
        assertThat(settings.get(JourneyOptions.CONVERSION_OBSERVATION)).isEqualTo(observation);
        assertThat(settings.get(JourneyOptions.REFUND_OBSERVATION)).isEqualTo(observation);
        assertThat(settings.journeys("tesla").wholeRecords()).isEqualTo(kind != Kind.EVENTS);
    }

    @Test
    void keysMayBeNestedOrDotted() throws IOException {
        Path file = yaml("""
                journey:
                  conversion-attribution: 5 d
                  refund-observation: PT20M
                run.parallelism: 3
                run:
                  seed: 7
                """);
        Settings settings = Settings.of(Kind.EVENTS, file, Map.of());
        assertThat(settings.get(JourneyOptions.CONVERSION_ATTRIBUTION)).isEqualTo(Duration.ofDays(5));
        assertThat(settings.get(JourneyOptions.REFUND_OBSERVATION)).isEqualTo(Duration.ofMinutes(20));
        assertThat(settings.get(RunOptions.PARALLELISM)).isEqualTo(3);
        assertThat(settings.get(RunOptions.SEED)).isEqualTo(7);
    }

    @Test
    void commandLineWinsOverFileAndFileOverProtocol() throws IOException {
        Path file = yaml("""
                journey.conversion-observation: 10 min
                journey.refund-observation: 10 min
                """);
        Settings settings = Settings.of(Kind.CASCADE, file, Map.of(JourneyOptions.REFUND_OBSERVATION.key(), "0.1 d"));
        assertThat(settings.get(JourneyOptions.CONVERSION_OBSERVATION)).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.get(JourneyOptions.REFUND_OBSERVATION)).isEqualTo(Duration.ofMinutes(144));
    }

    @Test
    void keysOfTheEngineArePassedThrough() throws IOException {
        Settings settings = Settings.of(
                Kind.EVENTS,
                yaml("execution: {checkpointing: {unaligned: {enabled: true}}}\n"),
                Map.of("taskmanager.memory.network.max", "99mb"));
        assertThat(settings.configuration().toMap())
                .containsEntry("execution.checkpointing.unaligned.enabled", "true")
                .containsEntry("taskmanager.memory.network.max", "99mb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.client.ssl.keystore.password",
                "s3.secret-key",
                "my.api-key",
                "rest.token",
                "a.jaas.config"
            })
    void secretsAreNeverShown(String key) throws IOException {
        Settings settings = Settings.of(Kind.EVENTS, null, Map.of(key, "hunter2", "run.seed", "7"));
        assertThat(settings.shown()).containsEntry("run.seed", "7").containsKey(key);
        assertThat(settings.shown().toString()).doesNotContain("hunter2");
        assertThat(settings.configuration().toMap()).containsEntry(key, "hunter2");
    }

    @Test
    void changingTheEnginesCopyChangesNothing() throws IOException {
        Settings settings = Settings.of(Kind.EVENTS, null, Map.of());
        settings.configuration().set(RunOptions.PARALLELISM, 99);
        assertThat(settings.get(RunOptions.PARALLELISM)).isEqualTo(2);
    }

    @Test
    void emptyFileSaysNothing() throws IOException {
        assertThat(Settings.of(Kind.EVENTS, yaml(""), Map.of()).get(RunOptions.PARALLELISM))
                .isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "journey.conversion-attribution, soon",
        "journey.conversion-attribution, 0",
        "journey.refund-attribution, 0",
        "journey.conversion-observation, 3 d",
        "journey.refund-observation, 4 d",
        "journey.gmv-attribution, 0 d",
        "journey.gmv-attribution, 0.0000000001 d",
        "journey.remember-closed, -1 d",
        "journey.cache-size, big",
        "deadletters.unmatched, burn",
        "input.epoch, yesterday",
        "input.epoch, 2025-05-01",
        "input.max-event-time, never",
        "input.max-event-time, 2025-04-01T00:00Z",
        "segment.length, 0",
        "segment.length, 99999 d",
        "trainer.embedding-dimension, 0",
        "trainer.embedding-dimension, 1000000",
        "trainer.learning-rate, NaN",
        "trainer.learning-rate, -0.1",
        "trainer.pretrain-learning-rate, 0",
        "rows.init-std, Infinity",
        "input.max-record-size, 0",
        "input.max-record-size, 3g",
        "input.watch-interval, often",
        "run.seed, lucky",
        "run.parallelism, 0",
        "run.parallelism, two",
        "run.max-parallelism, 1",
        "run.max-parallelism, 40000",
        "run.state-backend, floppy",
        "run.timers, sundial",
        "run.checkpoint-interval, 0",
        "run.managed-memory-per-slot, lots",
        "run.managed-memory-per-slot, 127 mb",
        "trainer.cache-size, 1023 kb",
        "trainer.waiting-size, 0",
        "trainer.min-batch, 0",
        "trainer.batch-size, 63"
    })
    void badValueIsNamedWithWhatWasExpectedAndFound(String key, String value) {
        assertThatThrownBy(() -> Settings.of(Kind.EVENTS, null, Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .hasLineCount(1)
                .startsWith(key + ": expected ")
                .contains(", found ");
    }

    @Test
    void smallestMemoryIsNamed() throws IOException {
        assertThatThrownBy(() -> Settings.of(Kind.EVENTS, null, Map.of("run.managed-memory-per-slot", "64 mb")))
                .hasMessage("run.managed-memory-per-slot: expected 128 mb or more, found 64 mb");
        Map<String, String> onHeap = Map.of("run.managed-memory-per-slot", "0", "run.state-backend", "heap");
        assertThat(Settings.of(Kind.EVENTS, null, onHeap)
                        .get(RunOptions.MANAGED_MEMORY_PER_SLOT)
                        .getBytes())
                .isZero();
    }

    @Test
    void observationMustEndBeforeItsAttribution() {
        assertThatThrownBy(() -> Settings.of(Kind.EVENTS, null, Map.of("journey.conversion-attribution", "10 min")))
                .hasMessage("journey.conversion-observation: expected less than journey.conversion-attribution,"
                        + " 600000 ms, found 900000 ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"journey.conversion-atribution", "run.paralelism", "input.x", "segment.x", "trainer.x"})
    void unknownKeyOfOursIsRefused(String key) {
        assertThatThrownBy(() -> Settings.of(Kind.EVENTS, null, Map.of(key, "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting: expected a known key, found '" + key + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n- b\n", "just text", "a: [\n", "a: 1\na: 2\n"})
    void fileThatIsNoSettingsIsNamedInOneLine(String text) throws IOException {
        Path file = yaml(text);
        assertThatThrownBy(() -> Settings.of(Kind.EVENTS, file, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .hasLineCount(1)
                .startsWith(file + ": expected ")
                .contains(", found ");
    }

    @Test
    void fileWithoutEndIsNamedInOneLine() throws IOException {
        for (String text : List.of("[".repeat(100_000), "{a: ".repeat(100_000), "a: &a {b: *a}", "a: &a [[*a]]")) {
            Path file = yaml(text);
            assertThatThrownBy(() -> Settings.of(Kind.EVENTS, file, Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(file + ": expected keys with values, found values without end");
        }
        Path bytes = Files.write(folder.resolve("settings.yaml"), new byte[] {'a', ':', ' ', -1});
        assertThatThrownBy(() -> Settings.of(Kind.EVENTS, bytes, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(": expected text in UTF-8, found bytes that are none");
    }

    @Test
    void lettersBeyondTheFirst65536AreRead() throws IOException {
        for (int before = 0; before < 4; before++) {
            String value = "x".repeat(before) + "\uD83D\uDE42".repeat(3000);
            assertThat(Settings.of(Kind.EVENTS, yaml("a.b: " + value + "\n"), Map.of())
                            .configuration()
                            .toMap())
                    .containsEntry("a.b", value);
        }
    }

    @Test
    void missingFileIsNamed() {
        Path file = folder.resolve("none.yaml");
        assertThatThrownBy(() -> Settings.of(Kind.EVENTS, file, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("settings: expected a file " + file + ", found none");
    }

    @Test
    void everyOptionHasADefaultAndADescription() {
        assertThat(Settings.options()).allSatisfy(option -> {
            // Each model has a learning rate of its own; nobody else can know what a live job is about.
            boolean ofEachModel = option.equals(TrainerOptions.LEARNING_RATE);
            boolean ofEachJob = OF_EACH_JOB.contains(option);
            assertThat(option.hasDefaultValue()).as(option.key()).isEqualTo(!ofEachModel && !ofEachJob);
            assertThat(option.description()).as(option.key()).isNotNull();
        });
        assertThat(Settings.options()).extracting(ConfigOption::key).doesNotHaveDuplicates();
    }

    private Path yaml(String text) throws IOException {
        return Files.writeString(folder.resolve("settings.yaml"), text);
    }
}

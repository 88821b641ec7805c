package io.afterclick.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.EventKind;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.Parsed;
import io.afterclick.job.key.SpreadKeys;
import io.afterclick.job.pretrain.NetworksPlan;
import io.afterclick.job.pretrain.PretrainingSettings;
import io.afterclick.job.settings.InputOptions;
import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.source.EventSource;
import io.afterclick.job.source.FileListing;
import io.afterclick.job.trainer.GeneratedStream;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.job.variant.Variants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pretraining as a job: the bytes of a pretraining without an engine, however it runs. */
final class PretrainingTopologyTest {

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    @TempDir
    static Path folder = Path.of("");

    private static final String MODELS = "tesla,reader";
    /** So little that most clicks wait in the state backend. */
    private static final long WAITING_BYTES = 20_000;

    @SuppressWarnings("NullAway.Init") // before the first test
    private static GeneratedStream stream;

    @BeforeAll
    static void generate() throws Exception {
        stream = GeneratedStream.in(folder.resolve("truth"));
    }

    private static Map<EventKind, Source<Parsed, ?, ?>> sources(Settings settings) {
        InputSpec input = new InputSpec(InputSpec.Kind.EVENTS, stream.events());
        Map<EventKind, Source<Parsed, ?, ?>> sources = new EnumMap<>(EventKind.class);
        for (EventKind kind : EventKind.values()) {
            sources.put(
                    kind,
                    new EventSource(
                            new FileListing.Fixed(input.files(kind)),
                            settings.intake(stream.features().names(), false),
                            settings.get(JourneyOptions.MAX_OUT_OF_ORDERNESS).toMillis(),
                            settings.get(InputOptions.WATCH_INTERVAL)));
        }
        return sources;
    }

    private static Settings settings() throws Exception {
        return Settings.of(
                InputSpec.Kind.EVENTS,
                null,
                Map.of(
                        "run.checkpoint-interval", "100 ms",
                        "restart-strategy.fixed-delay.delay", "1 ms",
                        "journey.cache-size", "64 kb",
                        "journey.conversion-attribution", "12 h",
                        "journey.refund-attribution", "12 h",
                        "journey.gmv-attribution", "12 h"));
    }

    private static JobGraph job(
            Settings settings, Map<EventKind, Source<Parsed, ?, ?>> sources, int parallelism, Path out) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(
                FlinkSettings.of(settings, out.resolve("checkpoints")));
        env.setParallelism(parallelism);
        List<VariantSpec> specs = VariantSpec.parseAll(MODELS);
        List<String> keys = SpreadKeys.of(List.of("tesla", "reader"), 128);
        List<NetworksPlan> plans = List.of(plan(specs.get(0), keys.get(0), out), plan(specs.get(1), keys.get(1), out));
        PretrainingTopology.build(
                env,
                sources,
                settings.journeys(Variants.lives(specs)),
                new PretrainingSettings(
                        plans, GeneratedStream.pretraining(), stream.features(), WAITING_BYTES, new TreeMap<>()));
        return env.getStreamGraph().getJobGraph();
    }

    private static NetworksPlan plan(VariantSpec spec, String key, Path out) {
        String kind = Variants.networks(spec, stream.defaults());
        return new NetworksPlan(
                kind, key, spec, stream.defaults(), 1e-2, out.resolve(kind).toString());
    }

    private static void assertSameNetworks(Path out) throws Exception {
        for (String kind : List.of("tesla", "reader")) {
            for (String file : List.of("dense.safetensors", "rows.safetensors")) {
                assertThat(out.resolve(kind).resolve(file))
                        .hasSameBinaryContentAs(stream.networks(kind).resolve(file));
            }
            assertThat(out.resolve(kind).resolve("manifest.json")).exists();
        }
    }

    @ParameterizedTest(name = "parallelism {0}")
    @ValueSource(ints = {1, 4})
    void networksAreThoseOfAPretrainingWithoutAnEngine(int parallelism) throws Exception {
        Settings settings = settings();
        Path out = folder.resolve("at-" + parallelism);

        CLUSTER.awaitEnd(CLUSTER.submit(job(settings, sources(settings), parallelism, out)));

        assertSameNetworks(out);
    }

    @Test
    void failureWhileClicksAreGatheredChangesNothing() throws Exception {
        Settings settings = settings();
        Map<EventKind, Source<Parsed, ?, ?>> sources = sources(settings);
        Source<Parsed, ?, ?> clicks = Objects.requireNonNull(sources.get(EventKind.CLICK));
        sources.put(EventKind.CLICK, HaltingSource.fails(clicks, "pretraining-clicks", 2_500));
        Path out = folder.resolve("failed");

        CLUSTER.awaitEnd(CLUSTER.submit(job(settings, sources, 2, out)));

        assertThat(HaltingSource.reached("pretraining-clicks")).isCompleted();
        assertSameNetworks(out);
    }

    @Test
    void whatAnAttemptHasLeftUnfinishedIsWrittenOver() throws Exception {
        Settings settings = settings();
        Path out = folder.resolve("again");
        Files.createDirectories(out.resolve("tesla"));
        Files.writeString(out.resolve("tesla").resolve("rows.safetensors"), "half of it");

        CLUSTER.awaitEnd(CLUSTER.submit(job(settings, sources(settings), 1, out)));

        assertSameNetworks(out);
    }
}

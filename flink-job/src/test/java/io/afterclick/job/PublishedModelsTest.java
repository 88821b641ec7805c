package io.afterclick.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.event.EventKind;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.Parsed;
import io.afterclick.job.judge.JudgeSettings;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.RunFiles;
import io.afterclick.job.publish.PublishedVariant;
import io.afterclick.job.record.ModelSlice;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.trainer.TrainerSettings;
import io.afterclick.job.variant.ModelDefaults;
import io.afterclick.job.variant.PublishedModel;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.job.variant.Variants;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.learn.embedding.RowAgeing;
import io.afterclick.learn.matrix.MatrixEngines;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.reader.ReaderNetworks;
import io.afterclick.learn.reader.ReaderParts;
import io.afterclick.learn.tesla.TeslaNetworks;
import io.afterclick.learn.tesla.TeslaParts;
import io.afterclick.learn.tesla.TeslaPretrainer;
import io.afterclick.model.LearnerDigest;
import io.afterclick.model.Model;
import io.afterclick.model.ModelAssembly;
import io.afterclick.model.ModelWriter;
import io.afterclick.model.PublishedParts;
import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.Provenance;
import io.afterclick.snapshot.SnapshotException;
import io.afterclick.snapshot.SnapshotWriter;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import io.afterclick.trial.BatchSizes;
import io.afterclick.trial.LogReader;
import io.afterclick.trial.Pretraining;
import io.afterclick.trial.Segments;
import io.afterclick.trial.TrialLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole job on RocksDB: what it publishes is the same bytes whatever fails, and is what it has trained. */
final class PublishedModelsTest {

    private static final long DAY = 86_400_000;
    private static final long DAY0 =
            OffsetDateTime.parse("2025-05-01T00:00+08:00").toInstant().toEpochMilli();
    private static final long SEED = 1;
    private static final Segments SEGMENTS = Segments.between(DAY0 + 2 * DAY, DAY0 + 4 * DAY, DAY / 2);
    private static final JourneyWindows WINDOWS =
            new JourneyWindows(DAY / 2, DAY / 2, DAY / 96, DAY / 96, DAY / 2, Tracked.BOTH);
    private static final List<VariantSpec> SPECS =
            VariantSpec.parseAll("tesla:rows=deferred:name=tesla,reader,pretrained");
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    @TempDir
    static Path folder = Path.of("");

    private static final Map<String, String> NETWORKS = new HashMap<>();

    @BeforeAll
    static void runOnceUndisturbed() throws Exception {
        Generator.generate(
                GenerateSettings.of(Profile.EVENTS, 2_500, 5, 3, folder.resolve("events")), ProgressListener.NONE);
        pretrain();
        run("truth", 2, List.of());
    }

    private static InputSpec input() {
        return new InputSpec(InputSpec.Kind.EVENTS, folder.resolve("events"));
    }

    private static Settings settings(int every) throws IOException {
        return Settings.of(
                InputSpec.Kind.EVENTS,
                null,
                Map.of(
                        "run.checkpoint-interval", "100 ms",
                        "restart-strategy.fixed-delay.delay", "1 ms",
                        "journey.conversion-attribution", "12 h",
                        "journey.refund-attribution", "12 h",
                        "journey.gmv-attribution", "12 h",
                        "snapshot.every", "" + every));
    }

    private static FeatureSpace features() throws IOException {
        return InputSources.of(input(), false).space();
    }

    private static ModelDefaults defaults() throws IOException {
        return new ModelDefaults(
                features().names(), 4, 0.05, 1e-3, RowMode.LAZY, false, WINDOWS.gmvAttribution(), 64, SEED);
    }

    private static void pretrain() throws IOException {
        InputSources sources = InputSources.of(input(), false);
        TrialLog log =
                new LogReader(WINDOWS, List.of()).read(input(), settings(0).intake(sources.features(), false), 300_000);
        TeslaNetworks tesla = TeslaNetworks.begin(
                MatrixEngines.best(), Variants.teslaSettings(SPECS.get(0), defaults()), SEED, 0.05, RowMode.LAZY);
        new Pretraining(DAY0, DAY0 + DAY, SEGMENTS.start(), SEED)
                .run(new TeslaPretrainer(tesla, 1e-2, 256, 32), features(), log.settled());
        List<String> fields = features().names();
        write(new Model(Variants.networks(SPECS.get(0), defaults()), TeslaParts.of(tesla.frozen(), fields)));
        ReaderNetworks reader = ReaderNetworks.begin(
                MatrixEngines.best(), Variants.readerSettings(defaults()), SEED, 0.05, RowMode.LAZY);
        write(new Model(ReaderParts.KIND, ReaderParts.of(reader.frozen(), fields)));
    }

    private static void write(Model model) throws IOException {
        Path own = folder.resolve("pretrained").resolve(model.kind());
        new ModelWriter(model, model.kind(), provenance(0)).write(own, 0);
        NETWORKS.put(model.kind(), own.toString());
    }

    private static Provenance provenance(int every) throws IOException {
        return new Provenance(
                "test", SEED, new TreeMap<>(settings(every).configuration().toMap()), null, null, 0, 0);
    }

    /**
     * Runs the job; it fails at these places.
     *
     * @param failures pieces of models that have come to the sink's writers, all together
     */
    private static void run(String name, int every, List<Long> failures) throws Exception {
        Settings settings = settings(every);
        RunFiles files = files(name);
        InputSources sources = InputSources.of(input(), false);
        Map<EventKind, Source<Parsed, ?, ?>> inputs = new TreeMap<>(sources.sources(settings));
        Map<String, PublishedVariant> published =
                Variants.published(SPECS, defaults(), features(), NETWORKS, provenance(every));
        Sink<ModelSlice> snapshots = files.snapshots(published);
        if (!failures.isEmpty()) {
            inputs.put(EventKind.CLICK, HaltingSource.fails(sources.source(EventKind.CLICK, settings), name, 1_800));
            snapshots = CrashingSink.of(snapshots, name, failures);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(
                FlinkSettings.of(settings, files.workFolder().resolve("checkpoints")));
        env.setParallelism(2);
        TrainerSettings trainer = new TrainerSettings(
                Variants.plans(SPECS, defaults(), NETWORKS, WINDOWS),
                SEGMENTS,
                new BatchSizes(64, 16),
                features(),
                1 << 16,
                1 << 20,
                true,
                every,
                RowAgeing.NONE);
        TrainingTopology.build(
                env,
                inputs,
                settings.journeys(Variants.deliveries(SPECS)),
                trainer,
                new JudgeSettings(List.of(), WINDOWS.longest(), SEGMENTS.length(), 1 << 20, true),
                files,
                false,
                files,
                files.reports(),
                snapshots);
        JobGraph job = env.getStreamGraph().getJobGraph();
        CLUSTER.awaitEnd(CLUSTER.submit(job));
    }

    private static RunFiles files(String name) {
        return new RunFiles(folder.resolve(name), FileFormat.AVRO, List.of());
    }

    private static Map<String, String> published(String name) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        Path all = folder.resolve(name).resolve("snapshots");
        try (Stream<Path> files = Files.walk(all)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.put(all.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return bytes;
    }

    private static Map<String, String> digests(String name) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.list(files(name).reportFolder())) {
            for (Path file : files.filter(path -> !path.getFileName().toString().startsWith("."))
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode report = JSON.readTree(line);
                    digests.put(
                            report.path("variant").asText(),
                            report.path("parametersSha256").asText());
                }
            }
        }
        return digests;
    }

    private static PublishedModel.Loaded load(String model) throws IOException {
        return PublishedModel.load(folder.resolve("truth/snapshots").resolve(model), MatrixEngines.best());
    }

    @Test
    void failuresChangeNoByteOfWhatIsPublished() throws Exception {
        assertThat(published("truth").keySet().stream()
                        .filter(file -> file.endsWith("0/manifest.json") || file.matches("[^/]+/manifest.json")))
                .containsExactlyInAnyOrder(
                        "reader-000002/manifest.json",
                        "reader-000004/manifest.json",
                        "tesla-000002/manifest.json",
                        "tesla-000004/manifest.json");
        // In the first model, in a later one, and just before an end.
        run("failed", 2, List.of(20L, 90L, 170L));
        assertThat(CrashingSink.failed("failed")).isEqualTo(3);
        assertThat(HaltingSource.reached("failed")).isCompleted();
        assertThat(published("failed")).isEqualTo(published("truth"));
        assertThat(digests("failed")).isEqualTo(digests("truth"));
    }

    @Test
    void publishingChangesNothingOfTheModels() throws Exception {
        run("at-the-end", 0, List.of());
        assertThat(digests("at-the-end")).isEqualTo(digests("truth")).containsOnlyKeys("pretrained", "reader", "tesla");
        assertThat(published("at-the-end").keySet())
                .allMatch(file -> file.startsWith("reader-000004/") || file.startsWith("tesla-000004/"))
                .isNotEmpty();
    }

    @Test
    void loadedModelHasTheDigestOfItsManifestAndOfTheTrainer() throws IOException {
        for (String model : List.of("tesla-000002", "tesla-000004", "reader-000002", "reader-000004")) {
            PublishedModel.Loaded loaded = load(model);
            LearnerDigest digest = new LearnerDigest(loaded.learner());
            loaded.rows().forEach(digest::add);
            assertThat(digest.rows()).isPositive();
            assertThat(digest.parameters()).isEqualTo(loaded.manifest().parametersSha256());
            if (loaded.manifest().epoch() == SEGMENTS.count()) {
                assertThat(digest.parameters())
                        .isEqualTo(digests("truth").get(loaded.manifest().variant()));
            }
        }
    }

    @Test
    void modelThatIsNotFiniteIsRefused() throws IOException {
        PublishedModel.Loaded sound = load("tesla-000004");
        Path broken = folder.resolve("broken");
        PublishedParts parts = new PublishedParts(
                "tesla", sound.learner().format(), folder.resolve("truth/snapshots/tesla-000004/frozen"));
        Manifest manifest;
        try (ModelAssembly assembly = ModelAssembly.begin(broken, parts, folder.resolve("broken.rows"))) {
            sound.learner().layers().parameters().forEach(parameter -> {
                float[] values = parameter.values().clone();
                values[values.length - 1] = Float.NaN;
                assembly.dense(parameter.name(), parameter.shape(), values);
            });
            manifest = assembly.finish("tesla", 4, sound.manifest().provenance());
        }
        SnapshotWriter.publish(broken, manifest);
        assertThatThrownBy(() -> PublishedModel.load(broken, MatrixEngines.best()))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("NaN")
                .hasMessageContaining("broken");
    }

    @Test
    void unalignedCheckpointsAreRefused() throws IOException {
        Settings settings =
                Settings.of(InputSpec.Kind.EVENTS, null, Map.of("execution.checkpointing.unaligned.enabled", "true"));
        RunFiles files = files("refused");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.of(settings, files.workFolder()));
        TrainerSettings trainer = new TrainerSettings(
                Variants.plans(SPECS, defaults(), NETWORKS, WINDOWS),
                SEGMENTS,
                new BatchSizes(64, 16),
                features(),
                1 << 16,
                1 << 20,
                true);
        assertThatThrownBy(() -> TrainingTopology.build(
                        env,
                        InputSources.of(input(), false).sources(settings),
                        settings.journeys(Variants.deliveries(SPECS)),
                        trainer,
                        new JudgeSettings(List.of(), WINDOWS.longest(), SEGMENTS.length(), 1 << 20, true),
                        files,
                        false,
                        files,
                        files.reports(),
                        files.snapshots(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("execution.checkpointing.unaligned.enabled: expected false");
    }
}

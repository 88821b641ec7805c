package io.afterclick.job;

import io.afterclick.event.EventKind;
import io.afterclick.event.Refused;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.Parsed;
import io.afterclick.job.judge.JudgeSettings;
import io.afterclick.job.judge.JudgedVariant;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.OutputSinks;
import io.afterclick.job.output.RunFiles;
import io.afterclick.job.output.RunMetrics;
import io.afterclick.job.output.Summary;
import io.afterclick.job.output.VariantReports;
import io.afterclick.job.record.Routed;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import io.afterclick.job.settings.InputOptions;
import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.source.EventSource;
import io.afterclick.job.source.FileListing;
import io.afterclick.job.trainer.GeneratedStream;
import io.afterclick.job.trainer.TrainerSettings;
import io.afterclick.job.trainer.VariantPlan;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.job.variant.Variants;
import io.afterclick.journey.Delivered;
import io.afterclick.trial.Segments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The true training job on RocksDB, from the files of an event folder to the files of a run, with little memory. */
final class TrainingPipeline {

    private static final long CACHE_BYTES = 20_000;
    private static final long PATIENCE_SECONDS = 30;

    private final GeneratedStream stream;
    private final String models;
    private final RunFiles files;
    private final Settings settings;
    private final Map<EventKind, Source<Parsed, ?, ?>> sources = new EnumMap<>(EventKind.class);
    private @Nullable FailingSink<Routed> deadSamples;
    private boolean samples;

    TrainingPipeline(GeneratedStream stream, Path events, String models, Path out) throws IOException {
        this(stream, events, models, out, Map.of());
    }

    /** @param more settings beside those of all tests, or instead of them */
    TrainingPipeline(GeneratedStream stream, Path events, String models, Path out, Map<String, String> more)
            throws IOException {
        this.stream = stream;
        this.models = models;
        this.files = new RunFiles(out, FileFormat.AVRO, stream.features().names());
        Map<String, String> own = new HashMap<>(Map.of(
                "run.checkpoint-interval", "100 ms",
                "restart-strategy.fixed-delay.delay", "1 ms",
                "journey.cache-size", "64 kb",
                "journey.conversion-attribution", "12 h",
                "journey.refund-attribution", "12 h",
                "journey.gmv-attribution", "12 h"));
        own.putAll(more);
        this.settings = Settings.of(InputSpec.Kind.EVENTS, null, own);
        InputSpec input = new InputSpec(InputSpec.Kind.EVENTS, events);
        for (EventKind kind : EventKind.values()) {
            sources.put(
                    kind,
                    new EventSource(
                            new FileListing.Fixed(input.files(kind)),
                            settings.intake(files.features(), false),
                            settings.get(JourneyOptions.MAX_OUT_OF_ORDERNESS).toMillis(),
                            settings.get(InputOptions.WATCH_INTERVAL)));
        }
    }

    private Source<Parsed, ?, ?> source(EventKind kind) {
        return Objects.requireNonNull(sources.get(kind));
    }

    /** The source of a kind stands still after that many records. */
    TrainingPipeline stopping(EventKind kind, String halt, long records) {
        sources.put(kind, HaltingSource.stops(source(kind), halt, records));
        return this;
    }

    /** The source of a kind fails after that many records, once. */
    TrainingPipeline failing(EventKind kind, String halt, long records) {
        sources.put(kind, HaltingSource.fails(source(kind), halt, records));
        return this;
    }

    /** What is trained on is written, too. */
    TrainingPipeline writingSamples() {
        samples = true;
        return this;
    }

    /** A sink fails in the middle of one of its checkpoints, once. */
    TrainingPipeline failingAtCheckpoint(String name, int checkpoint) {
        deadSamples = new FailingSink<>(name, checkpoint);
        return this;
    }

    JobGraph job(int parallelism) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.of(settings, checkpoints()));
        env.setParallelism(parallelism);
        List<VariantSpec> specs = VariantSpec.parseAll(models);
        List<VariantPlan> plans = stream.plans(models);
        TrainerSettings trainer = stream.settings(plans, CACHE_BYTES, CACHE_BYTES);
        TrainingTopology.build(
                env,
                sources,
                settings.journeys(Variants.deliveries(specs)),
                trainer,
                judge(specs, plans),
                sinks(),
                samples,
                files,
                files.reports(),
                files.snapshots(stream.published(models)));
        return env.getStreamGraph().getJobGraph();
    }

    private OutputSinks sinks() {
        FailingSink<Routed> failing = deadSamples;
        return failing == null ? files : new FailingSinks(files, failing);
    }

    private JudgeSettings judge(List<VariantSpec> specs, List<VariantPlan> plans) {
        Segments segments = GeneratedStream.segments();
        long first = segments.start() + segments.length();
        List<JudgedVariant> judged = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            judged.add(new JudgedVariant(
                    specs.get(i).name(),
                    Variants.quantities(specs.get(i)),
                    first,
                    first + segments.count() * segments.length(),
                    plans.get(i).closingDelay()));
        }
        return new JudgeSettings(judged, GeneratedStream.windows().longest(), segments.length(), 64 << 10, true);
    }

    JobGraph resumed(int parallelism, String savepoint) {
        JobGraph job = job(parallelism);
        job.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
        return job;
    }

    TrainingPipeline run(TestCluster cluster, int parallelism) throws Exception {
        cluster.awaitEnd(cluster.submit(job(parallelism)));
        return this;
    }

    /** Where checkpoints are. */
    Path checkpoints() {
        return files.workFolder().resolve("checkpoints");
    }

    /** Waits until clicks were scored after a segment was trained on, so that an interruption is in the middle of things. */
    void awaitPredictions() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (RunContent.records(files.folder().resolve("predictions")).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("expected predictions within " + PATIENCE_SECONDS + " s, found none");
            }
            Thread.sleep(50);
        }
    }

    RunFiles files() {
        return files;
    }

    Summary summary() throws IOException {
        return Summary.read(files.tallyFolder());
    }

    /** What is wholly measured. */
    RunMetrics metrics() throws IOException {
        return RunMetrics.read(files.metricsFolder())
                .covered(summary().logEnd() - GeneratedStream.windows().longest());
    }

    /** What the trainers said of each variant, without what is measured and not counted. */
    Map<String, Map<String, Object>> reports() throws IOException {
        Map<String, Map<String, Object>> reports = new HashMap<>();
        VariantSpec.parseAll(models).forEach(spec -> reports.put(spec.name(), new HashMap<>()));
        VariantReports.addTo(reports, files.reportFolder());
        reports.values().forEach(report -> report.keySet().removeAll(List.of("cost", "examplesPerSecond")));
        return reports;
    }

    /** Sinks of a run, but for one. */
    private record FailingSinks(RunFiles files, FailingSink<Routed> deadSamples) implements OutputSinks {
        @Override
        public Sink<Delivered> samples() {
            return files.samples();
        }

        @Override
        public Sink<SettledOutcome> outcomes() {
            return files.outcomes();
        }

        @Override
        public Sink<Refused> deadLetters() {
            return files.deadLetters();
        }

        @Override
        public Sink<Tally> tallies() {
            return files.tallies();
        }
    }
}

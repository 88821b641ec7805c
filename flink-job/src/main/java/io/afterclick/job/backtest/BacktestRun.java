package io.afterclick.job.backtest;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.job.FlinkSettings;
import io.afterclick.job.PretrainingTopology;
import io.afterclick.job.TrainingPlan;
import io.afterclick.job.TrainingTopology;
import io.afterclick.job.key.SpreadKeys;
import io.afterclick.job.local.InputLook;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.local.JobHost;
import io.afterclick.job.local.Jobs;
import io.afterclick.job.local.Look;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.JobVersion;
import io.afterclick.job.output.RunFiles;
import io.afterclick.job.output.Summary;
import io.afterclick.job.pretrain.NetworksPlan;
import io.afterclick.job.pretrain.PretrainingSettings;
import io.afterclick.job.record.CheckpointTaken;
import io.afterclick.job.record.ModelSlice;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.settings.TrainerOptions;
import io.afterclick.job.trainer.VariantPlan;
import io.afterclick.job.variant.ModelDefaults;
import io.afterclick.job.variant.NetworkFolders;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.job.variant.Variants;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.snapshot.Provenance;
import io.afterclick.snapshot.SnapshotFolder;
import io.afterclick.trial.Pretraining;
import io.afterclick.trial.Segments;
import io.afterclick.trial.TrialLog;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Pretrains on the first days of an input, then scores, trains and judges over the stream, on a cluster in this process. */
public final class BacktestRun {

    /** Where a run without input keeps the one that it made. */
    public static final String INPUT = "input";

    /** What a run leaves in its folder. */
    public static final List<String> RESULTS = List.of(
            "summary.json",
            "report.html",
            "metrics.jsonl",
            "metrics",
            "samples",
            "outcomes",
            "predictions",
            "dead-letters",
            "pretrained",
            "snapshots",
            INPUT,
            ".run");

    private final InputSources input;
    private final FeatureSpace features;
    private final BacktestPlan plan;
    private final Settings settings;
    private final RunFiles files;
    private final PrintStream progress;
    private List<CheckpointTaken> checkpoints = List.of();

    /** @param progress where to show how far the run has come */
    public BacktestRun(
            InputSources input,
            FeatureSpace features,
            BacktestPlan plan,
            Settings settings,
            Path folder,
            FileFormat format,
            PrintStream progress) {
        this.input = input;
        this.features = features;
        this.plan = plan;
        this.settings = settings;
        this.files = new RunFiles(folder, format, input.features());
        this.progress = progress;
    }

    public RunFiles files() {
        return files;
    }

    /** The checkpoints that the run took, the first first; none before it has ended. */
    public List<CheckpointTaken> checkpoints() {
        return checkpoints;
    }

    /** Runs to the end of the input, on a cluster in this process or where Flink's own client has been told. */
    public void execute() throws Exception {
        try (Jobs jobs = new Jobs(settings, progress)) {
            execute(jobs);
        }
    }

    /** Runs to the end of the input. */
    public void execute(JobHost jobs) throws Exception {
        Files.createDirectories(files.workFolder());
        Protocol protocol = Protocol.of(input, features, plan, settings);
        JourneyWindows windows = protocol.windows();
        ModelDefaults defaults = protocol.defaults();
        Map<String, VariantSpec> needed = NetworkFolders.needed(plan.variants(), defaults);
        Path init = plan.init();
        Pretraining pretraining = protocol.pretraining();
        Map<String, String> folders = init != null
                ? NetworkFolders.find("--init", init, needed.keySet())
                : pretrain(jobs, needed, defaults, Objects.requireNonNull(pretraining));
        stream(
                jobs,
                protocol,
                TrainingPlan.spread(settings, Variants.plans(plan.variants(), defaults, folders, windows)),
                files.snapshots(Variants.published(plan.variants(), defaults, features, folders, provenance())));
    }

    /** Last instant of clicks whose windows the input covered, in milliseconds; once the run has ended. */
    public long coveredUntil(Summary summary) {
        return settings.wholeRecords()
                ? TrialLog.ALWAYS
                : summary.logEnd() - settings.windows(Protocol.tracked(plan)).longest();
    }

    private Provenance provenance() {
        return new Provenance(JobVersion.CURRENT, settings.get(RunOptions.SEED), settings.shown(), null, null, 0, 0);
    }

    private Map<String, String> pretrain(
            JobHost jobs, Map<String, VariantSpec> needed, ModelDefaults defaults, Pretraining pretraining)
            throws Exception {
        Path folder = files.folder().resolve("pretrained");
        List<String> kinds = List.copyOf(needed.keySet());
        List<String> keys = SpreadKeys.of(kinds, settings.get(RunOptions.MAX_PARALLELISM));
        Map<String, String> folders = new LinkedHashMap<>();
        List<NetworksPlan> networks = new ArrayList<>();
        needed.forEach((kind, variant) -> {
            String own = folder.resolve(kind).toAbsolutePath().toString();
            folders.put(kind, own);
            String key = keys.get(kinds.indexOf(kind));
            double rate = settings.get(TrainerOptions.PRETRAIN_LEARNING_RATE);
            networks.add(new NetworksPlan(kind, key, variant, defaults, rate, own));
        });
        StreamExecutionEnvironment env = environment("pretraining");
        PretrainingTopology.build(
                env,
                input.sources(settings, features),
                settings.journeys(Variants.lives(plan.variants())),
                new PretrainingSettings(
                        networks,
                        pretraining,
                        features,
                        settings.get(TrainerOptions.WAITING_SIZE).getBytes(),
                        new TreeMap<>(settings.shown())));
        jobs.run(env, "pretraining", new PretrainingLook(new InputLook(input.totalBytes(settings))));
        requireTrained(folders, pretraining);
        return folders;
    }

    private static void requireTrained(Map<String, String> folders, Pretraining pretraining) {
        for (String folder : folders.values()) {
            if (!SnapshotFolder.isModel(Path.of(folder))) {
                throw new IllegalArgumentException("--pretrain: expected clicks between "
                        + Instant.ofEpochMilli(pretraining.from()) + " and " + Instant.ofEpochMilli(pretraining.to())
                        + " whose labels were complete before the stream, found none");
            }
        }
    }

    private StreamExecutionEnvironment environment(String job) {
        StreamExecutionEnvironment env = FlinkSettings.environment(
                settings, files.workFolder().resolve("checkpoints").resolve(job));
        env.configure(Configuration.fromMap(Map.of(PipelineOptions.NAME.key(), "afterclick backtest: " + job)));
        return env;
    }

    private void stream(JobHost jobs, Protocol protocol, List<VariantPlan> variants, Sink<ModelSlice> snapshots)
            throws Exception {
        Segments segments = protocol.segments();
        TrainingPlan training =
                new TrainingPlan(settings, plan.variants(), variants, protocol.windows(), segments, features);
        StreamExecutionEnvironment env = environment("stream");
        TrainingTopology.build(
                env,
                input.sources(settings, features),
                settings.journeys(Variants.deliveries(plan.variants())),
                training.trainer(),
                training.judge(),
                files,
                plan.samples(),
                files,
                files.reports(),
                snapshots);
        Look look = new TrainingLook(
                new InputLook(input.totalBytes(settings)),
                segments.count() + 1L,
                variants.size(),
                files.metricsFolder());
        checkpoints = jobs.run(env, "stream", look);
    }
}

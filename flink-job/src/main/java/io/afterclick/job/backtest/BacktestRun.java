package io.afterclick.job.backtest;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.intake.InputSpec;
import io.afterclick.job.FlinkSettings;
import io.afterclick.job.TrainingTopology;
import io.afterclick.job.judge.JudgeSettings;
import io.afterclick.job.judge.JudgedVariant;
import io.afterclick.job.local.CheckpointHistory;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.local.LocalCluster;
import io.afterclick.job.local.Progress;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.RunFiles;
import io.afterclick.job.record.CheckpointTaken;
import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.settings.TrainerOptions;
import io.afterclick.job.trainer.TrainerSettings;
import io.afterclick.job.trainer.VariantPlan;
import io.afterclick.job.variant.ModelDefaults;
import io.afterclick.job.variant.ModelKind;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.job.variant.Variants;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.learn.tesla.TeslaSettings.Weighting;
import io.afterclick.trial.BatchSizes;
import io.afterclick.trial.LogReader;
import io.afterclick.trial.Pretraining;
import io.afterclick.trial.Segments;
import io.afterclick.trial.TrialLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Pretrains on the first days of an input, then scores, trains and judges over the stream, on a cluster in this process. */
public final class BacktestRun {

    /** What a run leaves in its folder. */
    public static final List<String> RESULTS = List.of(
            "summary.json",
            "report.html",
            "metrics.jsonl",
            "metrics",
            "outcomes",
            "predictions",
            "dead-letters",
            "pretrained",
            "input",
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

    /** Runs to the end of the input. */
    public void execute() throws Exception {
        Files.createDirectories(files.workFolder());
        JourneyWindows windows = settings.windows(tracked());
        progress.println("pretraining");
        TrialLog log = new LogReader(windows, List.of())
                .read(
                        input.spec(),
                        settings.intake(input.features(), input.sort()),
                        settings.get(JourneyOptions.MAX_OUT_OF_ORDERNESS).toMillis());
        long dayZero = dayZero(log);
        Segments segments = plan.segments(settings, dayZero);
        requireClicks(log, segments);
        ModelDefaults defaults = defaults(windows);
        Pretraining pretraining = new Pretraining(
                plan.pretrain().start(dayZero),
                plan.pretrain().end(dayZero),
                segments.start(),
                settings.get(RunOptions.SEED));
        Map<String, String> folders = new PretrainedNetworks(
                        settings,
                        features,
                        defaults,
                        pretraining,
                        files.folder().resolve("pretrained"))
                .train(plan.variants(), log.settled());
        progress.println("streaming");
        stream(segments, Variants.plans(plan.variants(), defaults, folders, windows), windows);
    }

    private Tracked tracked() {
        boolean net = plan.has(ModelKind.Family.TESLA);
        boolean gmv = plan.has(ModelKind.Family.READER);
        return net && gmv ? Tracked.BOTH : net ? Tracked.NET_CONVERSION : Tracked.GMV;
    }

    /** Official files count from their epoch, event folders from the UTC day of their first click. */
    private long dayZero(TrialLog log) throws IOException {
        if (input.spec().kind() != InputSpec.Kind.EVENTS) {
            return settings.intake(input.features(), input.sort()).epoch();
        }
        long day = 24L * 60 * 60 * 1000;
        long first =
                log.clicks().stream().mapToLong(click -> click.time()).min().orElse(0);
        return Math.floorDiv(first, day) * day;
    }

    private static void requireClicks(TrialLog log, Segments segments) {
        boolean any = log.settled().stream()
                .anyMatch(settled -> segments.scores(settled.click().click().time()));
        if (!any) {
            throw new IllegalArgumentException("--stream: expected clicks between "
                    + Instant.ofEpochMilli(segments.start()) + " and "
                    + Instant.ofEpochMilli(segments.start() + (segments.count() + 1) * segments.length())
                    + ", found none");
        }
    }

    private ModelDefaults defaults(JourneyWindows windows) {
        return new ModelDefaults(
                features.names(),
                settings.get(TrainerOptions.DIMENSION),
                settings.get(TrainerOptions.INIT_STD),
                settings.get(TrainerOptions.LEARNING_RATE),
                settings.get(TrainerOptions.ROWS),
                settings.get(TrainerOptions.WEIGHTING) == Weighting.ONLINE,
                windows.gmvAttribution(),
                settings.get(TrainerOptions.BATCH_SIZE),
                settings.get(RunOptions.SEED));
    }

    private void stream(Segments segments, List<VariantPlan> variants, JourneyWindows windows) throws Exception {
        Configuration flink = FlinkSettings.of(settings, files.workFolder().resolve("checkpoints"));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        env.setParallelism(settings.get(RunOptions.PARALLELISM));
        TrainerSettings trainer = new TrainerSettings(
                variants,
                segments,
                new BatchSizes(settings.get(TrainerOptions.BATCH_SIZE), settings.get(TrainerOptions.MIN_BATCH)),
                features,
                settings.get(TrainerOptions.CACHE_SIZE).getBytes(),
                settings.get(TrainerOptions.WAITING_SIZE).getBytes(),
                settings.bounded());
        JudgeSettings judge = new JudgeSettings(
                judged(segments, variants),
                windows.longest(),
                segments.length(),
                settings.get(JourneyOptions.CACHE_SIZE).getBytes(),
                settings.bounded());
        TrainingTopology.build(
                env,
                input.sources(settings),
                settings.journeys(Variants.deliveries(plan.variants())),
                trainer,
                judge,
                files,
                files,
                files.reports());
        try (LocalCluster cluster = LocalCluster.start(settings)) {
            JobID job = cluster.submit(env);
            new Progress(cluster.restAddress(), job, input.totalBytes(settings), progress).watch(cluster);
            cluster.awaitEnd(job);
            checkpoints = CheckpointHistory.of(cluster.restAddress(), job);
        }
    }

    private List<JudgedVariant> judged(Segments segments, List<VariantPlan> variants) {
        long first = segments.start() + segments.length();
        List<JudgedVariant> judged = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            VariantSpec spec = plan.variants().get(i);
            judged.add(new JudgedVariant(
                    spec.name(),
                    Variants.quantities(spec),
                    first,
                    first + segments.count() * segments.length(),
                    variants.get(i).closingDelay()));
        }
        return judged;
    }
}

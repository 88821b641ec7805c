package io.afterclick.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.intake.InputSpec;
import io.afterclick.job.backtest.BacktestPlan;
import io.afterclick.job.backtest.BareLearner;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.record.CheckpointTaken;
import io.afterclick.job.record.TrainerCost;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import io.afterclick.trial.Days;
import io.afterclick.trial.TrialLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the engine costs: a model in the whole job, next to the same model on the same samples without an engine. */
@Command(
        name = "job",
        mixinStandardHelpOptions = true,
        description =
                "Trains a model in the whole job, with checkpoints and without, next to the bare learner on the same"
                        + " samples.")
final class BenchJobCommand implements Callable<Integer> {

    private static final String NEVER = "365 d";

    @Option(
            names = "--model",
            defaultValue = "tesla",
            paramLabel = "NAME",
            description = "tesla on generated CASCADE clicks, or reader on TRACE. Default: ${DEFAULT-VALUE}.")
    private String model = "";

    @Option(
            names = "--clicks",
            defaultValue = "300000",
            paramLabel = "N",
            description = "Clicks to generate. Default: ${DEFAULT-VALUE}.")
    private long clicks;

    @Mixin
    private SettingsMixin settings = new SettingsMixin();

    @Spec
    private CommandSpec spec;

    /** A run of the job, as its own files tell it. */
    private record Job(JsonNode variant, double wallSeconds, List<CheckpointTaken> checkpoints) {

        double rate() {
            return variant.path("examplesPerSecond").asDouble();
        }

        JsonNode cost() {
            return variant.path("cost");
        }
    }

    @Override
    public Integer call() throws Exception {
        VariantSpec variant = VariantSpec.parseAll(model).get(0);
        boolean tesla = switch (variant.kind()) {
            case TESLA -> true;
            case READER -> false;
            default -> throw new IllegalArgumentException("--model: expected tesla or reader, found '" + model + "'");
        };
        Path folder = Files.createTempDirectory("afterclick-bench");
        try {
            Profile profile = tesla ? Profile.CASCADE : Profile.TRACE;
            Days pretrain = tesla ? new Days(0, 10) : new Days(0, 50);
            Days stream = tesla ? new Days(17, 24) : new Days(57, 82);
            Generator.generate(
                    GenerateSettings.of(profile, clicks, stream.to() + 1, 1, folder.resolve("input")),
                    ProgressListener.NONE);
            InputSpec input = InputSpec.parse(
                    profile.label() + ":" + folder.resolve("input").resolve(profile.label() + ".tsv"));
            compare(InputSources.of(input, false), variant, pretrain, stream, folder);
        } finally {
            OutputFolder.delete(folder);
        }
        return 0;
    }

    private void compare(InputSources sources, VariantSpec variant, Days pretrain, Days stream, Path folder)
            throws Exception {
        Settings usual = settings.settings(sources.spec().kind());
        FeatureSpace features = sources.space();
        BacktestPlan first = new BacktestPlan(List.of(variant), pretrain, stream, null, false);
        // The first run pretrains and warms the process up.
        job(sources, features, first, usual, folder.resolve("first"));
        Path networks = folder.resolve("first").resolve("pretrained");
        BacktestPlan plan = new BacktestPlan(List.of(variant), pretrain, stream, networks, false);
        BareLearner learner = new BareLearner(sources, features, usual, plan, networks);
        TrialLog log = learner.read();
        learner.run(log);
        BareLearner.Result bare = learner.run(log);
        BareLearner.Result beside = besideReading(learner, log);
        Job with = job(sources, features, plan, usual, folder.resolve("with"));
        Settings never = settings.settings(sources.spec().kind(), Map.of(RunOptions.CHECKPOINT_INTERVAL.key(), NEVER));
        Job without = job(sources, features, plan, never, folder.resolve("without"));
        show(bare, beside, with, without);
    }

    /** A job shares the machine with the sources and journeys of its own, which a thread that reads the input stands for. */
    private static BareLearner.Result besideReading(BareLearner learner, TrialLog log) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<?> reading = reader.submit(() -> {
                while (!done.get()) {
                    learner.read();
                }
                return null;
            });
            BareLearner.Result result = learner.run(log);
            done.set(true);
            reading.get();
            return result;
        } finally {
            reader.shutdownNow();
        }
    }

    private Job job(InputSources sources, FeatureSpace features, BacktestPlan plan, Settings effective, Path out)
            throws Exception {
        Files.createDirectories(out);
        BacktestSession session = new BacktestSession(
                sources,
                features,
                plan,
                effective,
                out.toRealPath(),
                FileFormat.AVRO,
                new PrintWriter(new StringWriter()));
        List<CheckpointTaken> checkpoints = session.run();
        JsonNode summary =
                new ObjectMapper().readTree(out.resolve("summary.json").toFile());
        JsonNode variant = summary.path("variants").elements().next();
        return new Job(variant, summary.path("wallSeconds").asDouble(), checkpoints);
    }

    private void show(BareLearner.Result bare, BareLearner.Result beside, Job with, Job without) {
        PrintWriter out = spec.commandLine().getOut();
        double bareRate = bare.samples() / bare.cpuSeconds();
        out.printf("%-34s %14s %10s %12s%n", "", "examples/CPU s", "of bare", "wall s");
        line(out, "bare learner, rows on the heap", bareRate, bareRate, bare.wallSeconds());
        line(
                out,
                "the same, another thread reads",
                beside.samples() / beside.cpuSeconds(),
                bareRate,
                beside.wallSeconds());
        line(out, "job, with checkpoints", with.rate(), bareRate, with.wallSeconds());
        line(out, "job, without checkpoints", without.rate(), bareRate, without.wallSeconds());
        out.printf(Locale.ROOT, "%-34s %,14d%n", "examples", bare.samples());
        boolean same = bare.parametersSha256()
                        .equals(with.variant().path("parametersSha256").asText())
                && bare.parametersSha256()
                        .equals(without.variant().path("parametersSha256").asText());
        out.printf("%-34s %14s%n", "same parameters, to the bit", same ? "yes" : "NO");
        JsonNode cost = with.cost();
        long hits = cost.path("cacheHits").asLong();
        long misses = cost.path("cacheMisses").asLong();
        out.printf(
                Locale.ROOT, "%-34s %13.2f %%%n", "rows found in the cache", 100 * TrainerCost.hitRate(hits, misses));
        seconds(out, "CPU time of training", cost.path("trainingNanos"));
        seconds(out, "CPU time of flushes", cost.path("flushNanos"));
        seconds(out, "CPU time of scoring and the rest", cost.path("otherNanos"));
        seconds(out, "reading of rows, wall time", cost.path("readNanos"));
        seconds(out, "writing of rows, wall time", cost.path("writeNanos"));
        checkpoints(out, with.checkpoints());
        out.flush();
    }

    private static void line(PrintWriter out, String name, double rate, double bare, double wall) {
        out.printf(Locale.ROOT, "%-34s %,14.0f %10.2f %12.1f%n", name, rate, rate / bare, wall);
    }

    private static void seconds(PrintWriter out, String name, JsonNode nanos) {
        out.printf(Locale.ROOT, "%-34s %12.2f s%n", name, nanos.asLong() / 1e9);
    }

    private static void checkpoints(PrintWriter out, List<CheckpointTaken> all) {
        List<CheckpointTaken> completed =
                all.stream().filter(CheckpointTaken::completed).toList();
        @Nullable CheckpointTaken longest = null;
        for (CheckpointTaken each : completed) {
            longest = longest == null || each.duration() > longest.duration() ? each : longest;
        }
        if (longest != null) {
            long[] durations = completed.stream()
                    .mapToLong(CheckpointTaken::duration)
                    .sorted()
                    .toArray();
            long bytes = completed.stream().mapToLong(CheckpointTaken::bytes).sum();
            out.printf(
                    Locale.ROOT,
                    "%-34s %14d (median %,d ms, longest %,d ms, %,.1f MB stored)%n",
                    "checkpoints",
                    completed.size(),
                    durations[durations.length / 2],
                    longest.duration(),
                    bytes / 1e6);
        }
    }
}

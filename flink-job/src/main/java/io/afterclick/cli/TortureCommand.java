package io.afterclick.cli;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.intake.InputSpec;
import io.afterclick.job.backtest.BacktestPlan;
import io.afterclick.job.backtest.HeapNeeds;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.settings.SnapshotOptions;
import io.afterclick.job.settings.TrainerOptions;
import io.afterclick.job.torture.Killed;
import io.afterclick.job.torture.TortureRun;
import io.afterclick.job.torture.Verdict;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.synthetic.DamageSettings;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import io.afterclick.trial.Days;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kills the job's processes and proves that nothing changed. */
@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        description =
                "Runs a generated, damaged stream on a cluster of several processes, kills them at random moments, and"
                        + " compares parameters, samples, predictions, outcomes and metrics with an undisturbed run."
                        + " Exits with 0 only if nothing differs.")
final class TortureCommand implements Callable<Integer> {

    private static final String MODELS =
            "tesla,tesla:weighting=online:rows=deferred:name=tesla-deferred,pretrained,reader";
    private static final Days PRETRAIN = new Days(0, 3);
    private static final Days STREAM = new Days(10, 14);
    /** The last clicks of the stream see their windows close. */
    private static final int DAYS = 22;

    private static final Map<String, String> SETTINGS = Map.of(
            TrainerOptions.SEGMENT_LENGTH.key(),
            "6 h",
            TrainerOptions.BATCH_SIZE.key(),
            "128",
            TrainerOptions.CACHE_SIZE.key(),
            "64 mb",
            SnapshotOptions.EVERY.key(),
            "4",
            RunOptions.CHECKPOINT_INTERVAL.key(),
            "2 s",
            "restart-strategy.fixed-delay.attempts",
            Integer.toString(Integer.MAX_VALUE));

    @Option(
            names = "--kills",
            defaultValue = "10",
            paramLabel = "N",
            description = "How often something is killed. Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "Of the kills: the same ones are drawn again. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--clicks",
            defaultValue = "100000",
            paramLabel = "N",
            description = "Clicks to generate. Default: ${DEFAULT-VALUE}.")
    private long clicks;

    @Option(
            names = "--models",
            defaultValue = MODELS,
            paramLabel = "VARIANT[,VARIANT...]",
            description = "As for backtest. Default: ${DEFAULT-VALUE}.")
    private String models = "";

    @Mixin
    private ResultsMixin results = new ResultsMixin();

    @Mixin
    private SettingsMixin settings = new SettingsMixin();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (kills < 1) {
            throw new IllegalArgumentException("--kills: expected at least 1, found " + kills);
        }
        Settings effective = settings.settings(InputSpec.Kind.EVENTS, Map.of(), SETTINGS);
        BacktestPlan plan = new BacktestPlan(VariantSpec.parseAll(models), PRETRAIN, STREAM, null, true);
        HeapNeeds.require(effective, plan.variants(), Runtime.getRuntime().maxMemory());
        Path folder = results.prepare(TortureRun.RESULTS);
        Path events = folder.resolve("input");
        System.err.printf("kills with seed %d; generating %,d clicks of %d days%n", seed, clicks, DAYS);
        Generator.generate(generated(effective, events), ProgressListener.NONE);
        InputSources sources = InputSources.of(new InputSpec(InputSpec.Kind.EVENTS, events), false);
        Verdict verdict = new TortureRun(
                        sources, FeatureSpace.collisionless(sources.features()), plan, effective, folder, System.err)
                .run(kills, seed);
        print(verdict, folder, spec.commandLine().getOut());
        return verdict.isGood() ? 0 : 1;
    }

    private GenerateSettings generated(Settings effective, Path events) {
        Duration disorder = effective.get(JourneyOptions.MAX_OUT_OF_ORDERNESS);
        DamageSettings damage =
                new DamageSettings(0.05, 0.05, 0.02, 0.02, 0.01, effective.get(RunOptions.SEED), disorder, false);
        return new GenerateSettings(
                Profile.EVENTS, clicks, DAYS, effective.get(RunOptions.SEED), events, 0.25, false, false, damage);
    }

    private static void print(Verdict verdict, Path folder, PrintWriter out) {
        out.printf("%n%-52s %6s %10s %10s%n", "killed", "kills", "median s", "worst s");
        verdict.byKind().forEach((kind, killed) -> row(kind, killed, out));
        row("all", verdict.killed(), out);
        out.printf(
                "%n%-52s %14s %8s %8s%n",
                "compared in " + verdict.rounds().size() + " rounds", "records", "lost", "doubled");
        verdict.sums()
                .forEach((kind, sum) ->
                        out.printf("%-52s %,14d %,8d %,8d%n", kind, sum.records(), sum.lost(), sum.doubled()));
        out.printf(
                "%n%s: parameters and optimisers %s, %d records lost, %d doubled; seed %d, results in %s%n",
                verdict.isGood() ? "nothing changed" : "SOMETHING CHANGED",
                verdict.hashesEqual() ? "equal" : "differ",
                verdict.lost(),
                verdict.doubled(),
                verdict.seed(),
                folder);
        out.flush();
    }

    private static void row(String kind, List<Killed> killed, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-52s %6d %10.1f %10.1f%n",
                kind,
                killed.size(),
                Verdict.medianRecovery(killed),
                Verdict.worstRecovery(killed));
    }
}

package io.afterclick.cli;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.intake.InputSpec;
import io.afterclick.job.backtest.BacktestPlan;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.settings.TrainerOptions;
import io.afterclick.job.soak.Observation;
import io.afterclick.job.soak.SoakRun;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.synthetic.DamageSettings;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.trial.Days;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the job for a long time at full load and sees whether anything grows. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = "Runs a generated, damaged stream of many days on a cluster of several processes as fast as it"
                + " goes, and shows memory of each process, state, checkpoints and rate over time.")
final class SoakCommand implements Callable<Integer> {

    private static final Days PRETRAIN = new Days(0, 2);
    /** Pretraining needs labels of seven days. */
    private static final int STREAM_FROM = 9;

    private static final int LEAST_DAYS = 20;

    private static final Map<String, String> SETTINGS = Map.of(
            TrainerOptions.CACHE_SIZE.key(), "64 mb",
            TrainerOptions.EXPIRE_AFTER.key(), "10 d",
            RunOptions.CHECKPOINT_INTERVAL.key(), "10 s");

    @Option(
            names = "--minutes",
            defaultValue = "60",
            paramLabel = "N",
            description = "How long the stream runs, if its input does not end before. Default: ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(
            names = "--clicks",
            defaultValue = "15000000",
            paramLabel = "N",
            description = "Clicks to generate. Default: ${DEFAULT-VALUE}.")
    private long clicks;

    @Option(
            names = "--clicks-per-day",
            defaultValue = "100000",
            paramLabel = "N",
            description = "Clicks of a day, which say how much is open at a time. Default: ${DEFAULT-VALUE}.")
    private long clicksPerDay;

    @Option(
            names = "--models",
            defaultValue = "tesla,reader",
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
        long days = clicksPerDay < 1 ? 0 : clicks / clicksPerDay;
        if (days < LEAST_DAYS || days > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("--clicks: expected those of " + LEAST_DAYS + " days at least, found "
                    + clicks + " with " + clicksPerDay + " a day");
        }
        Settings effective = settings.settings(InputSpec.Kind.EVENTS, Map.of(), SETTINGS);
        BacktestPlan plan = new BacktestPlan(
                VariantSpec.parseAll(models), PRETRAIN, new Days(STREAM_FROM, (int) days), null, false);
        Path folder = results.prepare(SoakRun.RESULTS);
        InputSources history = generate(effective, LEAST_DAYS, folder.resolve("history"));
        InputSources sources = generate(effective, (int) days, folder.resolve("input"));
        Observation seen = SoakRun.run(
                history,
                sources,
                FeatureSpace.collisionless(sources.features()),
                plan,
                effective,
                minutes,
                folder,
                System.err);
        print(seen, folder, spec.commandLine().getOut());
        return seen.isUndisturbed() ? 0 : 1;
    }

    private InputSources generate(Settings effective, int days, Path events) throws IOException {
        long all = days * clicksPerDay;
        System.err.printf("generating %,d clicks of %d days%n", all, days);
        Duration disorder = effective.get(JourneyOptions.MAX_OUT_OF_ORDERNESS);
        long seed = effective.get(RunOptions.SEED);
        DamageSettings damage = new DamageSettings(0.05, 0.05, 0.02, 0.02, 0.01, seed, disorder, false);
        Generator.generate(
                new GenerateSettings(Profile.EVENTS, all, days, seed, events, 0.25, false, false, damage),
                new TerminalProgress(System.err)::show);
        return InputSources.of(new InputSpec(InputSpec.Kind.EVENTS, events), false);
    }

    private static void print(Observation seen, Path folder, PrintWriter out) {
        out.printf("%n%-28s %12s %12s %12s %10s%n", "after warm-up", "first", "last", "per hour", "% / hour");
        seen.trends()
                .forEach((quantity, trend) -> out.printf(
                        Locale.ROOT,
                        "%-28s %,12.1f %,12.1f %,+12.1f %+10.1f%n",
                        quantity,
                        trend.first(),
                        trend.last(),
                        trend.perHour(),
                        100 * trend.sharePerHour()));
        out.printf(
                Locale.ROOT,
                "%n%.1f min, %,.0f records/s, %d checkpoints, %d of them failed, %d restarts, %d processes ended on their"
                        + " own; first and last are medians of a quarter of the time; results in %s%n",
                seen.seconds() / 60,
                seen.recordsPerSecond(),
                seen.checkpoints().size(),
                seen.failedCheckpoints(),
                seen.restarts(),
                seen.deaths(),
                folder);
        out.flush();
    }
}

package io.afterclick.cli;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.intake.InputSpec;
import io.afterclick.job.backtest.BacktestPlan;
import io.afterclick.job.backtest.BacktestRun;
import io.afterclick.job.backtest.HeapNeeds;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.settings.TrainerOptions;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import io.afterclick.trial.Days;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole job on a synthetic stream: nothing to prepare, something to look at after two minutes. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Runs the whole job on a synthetic stream: TESLA and READER learn online, next to the same networks"
                        + " as they were pretrained. Takes about two minutes.")
final class DemoCommand implements Callable<Integer> {

    private static final String MODELS = "tesla,pretrained,reader,reader-pretrained";
    private static final Days PRETRAIN = new Days(0, 7);
    private static final Days STREAM = new Days(14, 21);
    /** The last clicks of the stream see their windows close. */
    private static final int DAYS = 29;

    private static final Map<String, String> SETTINGS = Map.of(
            TrainerOptions.SEGMENT_LENGTH.key(), "6 h",
            // So that few buyers make many steps.
            TrainerOptions.BATCH_SIZE.key(), "128",
            RunOptions.CHECKPOINT_INTERVAL.key(), "5 s");

    @Option(
            names = "--out",
            defaultValue = "afterclick-demo",
            paramLabel = "DIR",
            description = "Folder for the results; those of an earlier run are replaced. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("");

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

    @Override
    public Integer call() throws Exception {
        Settings effective = settings.settings(InputSpec.Kind.EVENTS, Map.of(), SETTINGS);
        BacktestPlan plan = new BacktestPlan(VariantSpec.parseAll(MODELS), PRETRAIN, STREAM, null, false);
        HeapNeeds.require(effective, plan.variants(), Runtime.getRuntime().maxMemory());
        Path folder = OutputFolder.prepare(out, true, BacktestRun.RESULTS);
        Path events = folder.resolve(BacktestRun.INPUT);
        System.err.printf("generating %,d clicks of %d days%n", clicks, DAYS);
        Generator.generate(
                GenerateSettings.of(Profile.EVENTS, clicks, DAYS, effective.get(RunOptions.SEED), events),
                ProgressListener.NONE);
        InputSources sources = InputSources.of(new InputSpec(InputSpec.Kind.EVENTS, events), false);
        new BacktestSession(
                        sources,
                        FeatureSpace.collisionless(sources.features()),
                        plan,
                        effective,
                        folder,
                        FileFormat.AVRO,
                        spec.commandLine().getOut())
                .run();
        return 0;
    }
}

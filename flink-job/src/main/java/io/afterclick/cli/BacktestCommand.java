package io.afterclick.cli;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.intake.InputSpec;
import io.afterclick.job.backtest.BacktestPlan;
import io.afterclick.job.backtest.BacktestRun;
import io.afterclick.job.backtest.HeapNeeds;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.settings.TrainerOptions;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.trial.Days;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Pretrains on the first days, then tests and trains over the stream: the papers' protocol, as a Flink job. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description =
                "Pretrains on the first days of an input, then tests and trains over the rest, segment by segment.")
final class BacktestCommand implements Callable<Integer> {

    @Option(
            names = "--input",
            required = true,
            paramLabel = "SPEC",
            description = "cascade:FILE, trace:FILE or events:DIR.")
    private String input = "";

    @Option(
            names = "--models",
            required = true,
            paramLabel = "VARIANT[,VARIANT...]",
            description =
                    "tesla, pretrained, oracle, reader, reader-pretrained, reader-oracle, each with options such as"
                            + " tesla:weighting=online:rows=deferred.")
    private String models = "";

    @Option(
            names = "--pretrain",
            paramLabel = "A..B",
            description =
                    "Days of pretraining, from the first click's day on for events:. Default: 0..10, for trace: 0..50.")
    private @Nullable String pretrain;

    @Option(
            names = "--stream",
            paramLabel = "C..D",
            description = "Days of the stream. Default: 17..24, for trace: 57..82.")
    private @Nullable String stream;

    @Option(
            names = "--segment",
            paramLabel = "TIME",
            description = "Event time that is scored with the same parameters and then trained on; as segment.length.")
    private @Nullable String segment;

    @Option(
            names = "--init",
            paramLabel = "DIR",
            description = "Begin from networks that an earlier run has pretrained (its folder 'pretrained').")
    private @Nullable Path init;

    @Option(
            names = "--format",
            defaultValue = "avro",
            description = "Format of the files: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private FileFormat format = FileFormat.AVRO;

    @Option(names = "--samples", description = "Write what is trained on, too.")
    private boolean samples;

    @Option(names = "--sort", description = "Read the rows of an official file in the order of their click times.")
    private boolean sort;

    @Mixin
    private ResultsMixin results = new ResultsMixin();

    @Mixin
    private SettingsMixin settings = new SettingsMixin();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        InputSpec read = InputSpec.parse(input);
        Settings effective = settings.settings(
                read.kind(), segment == null ? Map.of() : Map.of(TrainerOptions.SEGMENT_LENGTH.key(), segment));
        BacktestPlan plan = new BacktestPlan(
                VariantSpec.parseAll(models),
                days("--pretrain", pretrain, read.kind(), "0..10", "0..50"),
                days("--stream", stream, read.kind(), "17..24", "57..82"),
                init,
                samples);
        HeapNeeds.require(effective, plan.variants(), Runtime.getRuntime().maxMemory());
        InputSources sources = InputSources.of(read, sort);
        FeatureSpace features = sources.space();
        results.requireApart(BacktestRun.RESULTS, read.path());
        if (init != null) {
            if (!Files.isDirectory(init)) {
                throw new IllegalArgumentException(
                        "--init: expected pretrained networks in " + init + ", found no such folder");
            }
            results.requireApart(BacktestRun.RESULTS, init);
        }
        Path folder = results.prepare(BacktestRun.RESULTS);
        new BacktestSession(
                        sources,
                        features,
                        plan,
                        effective,
                        folder,
                        format,
                        spec.commandLine().getOut())
                .run();
        return 0;
    }

    private static Days days(String option, @Nullable String given, InputSpec.Kind kind, String cascade, String trace) {
        if (given != null) {
            return Days.parse(given);
        }
        return switch (kind) {
            case CASCADE -> Days.parse(cascade);
            case TRACE -> Days.parse(trace);
            case EVENTS ->
                throw new IllegalArgumentException(
                        option + ": expected days such as " + cascade + " for events: input, found none");
        };
    }
}

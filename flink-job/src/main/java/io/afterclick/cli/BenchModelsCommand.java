package io.afterclick.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.event.EventKind;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.feature.OfficialSpaces;
import io.afterclick.intake.EventFiles;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.LocalFiles;
import io.afterclick.job.bench.BenchedModel;
import io.afterclick.job.bench.BenchedReader;
import io.afterclick.job.bench.BenchedTesla;
import io.afterclick.job.bench.ModelsBench;
import io.afterclick.job.bench.TrialPlan;
import io.afterclick.job.bench.TrialTable;
import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.matrix.MatrixEngines;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.ProgressListener;
import io.afterclick.trial.LogReader;
import io.afterclick.trial.TrialLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Quality of a model's variants. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Trains and tests the variants of a model segment by segment, as the papers do, on one thread.")
final class BenchModelsCommand implements Callable<Integer> {

    @Option(names = "--input", paramLabel = "SPEC", description = "As for the command samples. Default: generated.")
    private @Nullable String input;

    @Option(
            names = "--clicks",
            defaultValue = "300000",
            paramLabel = "N",
            description = "Clicks to generate. Default: ${DEFAULT-VALUE}.")
    private long clicks;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes every run's figures as JSON too.")
    private @Nullable Path out;

    @Mixin
    private TrialMixin trial = new TrialMixin();

    @Mixin
    private SettingsMixin settings = new SettingsMixin();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        TrialPlan plan = trial.plan();
        if (input != null) {
            compare(InputSpec.parse(input), plan);
            return 0;
        }
        Path folder = Files.createTempDirectory("afterclick-bench");
        try {
            Generator.generate(
                    GenerateSettings.of(trial.profile(), clicks, trial.generatedDays(), 1, folder),
                    ProgressListener.NONE);
            String file = trial.profile().label();
            compare(InputSpec.parse(file + ":" + folder.resolve(file + ".tsv")), plan);
        } finally {
            OutputFolder.delete(folder);
        }
        return 0;
    }

    private void compare(InputSpec read, TrialPlan plan) throws IOException {
        Settings effective = settings.settings(read.kind());
        EventFiles files = new EventFiles(new LocalFiles());
        List<InputFile> declaring = read.files(EventKind.CLICK);
        if (declaring.isEmpty()) {
            throw new IllegalArgumentException("--input: expected files of clicks in " + read.path() + ", found none");
        }
        IntakeSettings intake = effective.intake(files.declaredFeatures(declaring.get(0)), false);
        FeatureSpace features = features(read.kind(), intake.features(), files.holdsRawCascade(declaring.get(0)));
        MatrixEngine engine = MatrixEngines.best();
        long attribution = effective.get(JourneyOptions.GMV_ATTRIBUTION).toMillis();
        BenchedModel model = trial.isTesla()
                ? new BenchedTesla(engine, features.size(), plan)
                : new BenchedReader(engine, features.size(), attribution, plan);
        JourneyWindows windows = effective.windows(model.tracked());
        TrialLog log = new LogReader(windows, model.deliveries())
                .read(
                        read,
                        intake,
                        effective.get(JourneyOptions.MAX_OUT_OF_ORDERNESS).toMillis());
        PrintWriter told = spec.commandLine().getErr();
        List<ModelsBench.Run> runs = new ModelsBench(log, features, plan, intake.epoch()).run(model, run -> {
            told.printf(
                    Locale.ROOT,
                    "%s, %s rows, seed %d: %.0f s online%n",
                    run.variant(),
                    run.rows(),
                    run.seed(),
                    run.seconds());
            told.flush();
        });
        show(new TrialTable(runs, model.judged()));
    }

    private static FeatureSpace features(InputSpec.Kind kind, List<String> names, boolean raw) {
        return switch (kind) {
            case CASCADE -> raw ? OfficialSpaces.rawCascade() : OfficialSpaces.processedCascade();
            case TRACE -> OfficialSpaces.trace();
            case EVENTS -> FeatureSpace.collisionless(names);
        };
    }

    private void show(TrialTable table) throws IOException {
        PrintWriter text = spec.commandLine().getOut();
        table.lines().forEach(text::println);
        text.flush();
        if (out != null) {
            Files.write(out, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(table.figures()));
        }
    }
}

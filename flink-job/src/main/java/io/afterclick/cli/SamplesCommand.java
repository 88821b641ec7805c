package io.afterclick.cli;

import io.afterclick.intake.InputSpec;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.local.SamplesRun;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.Summary;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.journey.delivery.Deliveries;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Label lifecycle only: the training samples and outcomes of an input. */
@Command(
        name = "samples",
        mixinStandardHelpOptions = true,
        description = "Turns clicks, purchases and refunds into training samples and outcomes.")
final class SamplesCommand implements Callable<Integer> {

    private static final long EMBEDDED_CLICKS = 100_000;
    private static final int EMBEDDED_DAYS = 25;

    @Option(
            names = "--input",
            paramLabel = "SPEC",
            description =
                    "cascade:FILE, trace:FILE or events:DIR. Default: synthetic events, which are kept in input/ of"
                            + " the results.")
    private @Nullable String input;

    @Option(
            names = "--delivery",
            paramLabel = "NAME",
            defaultValue = "tesla",
            completionCandidates = DeliveryNames.class,
            description = "What is delivered when: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String delivery = "tesla";

    @Option(
            names = "--format",
            defaultValue = "avro",
            description = "Format of the files: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private FileFormat format = FileFormat.AVRO;

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
        Deliveries.of(delivery);
        // Everything that can be wrong is looked at before anything is written.
        InputSpec given = input == null ? null : InputSpec.parse(input);
        Settings effective = settings.settings(given == null ? InputSpec.Kind.EVENTS : given.kind());
        InputSources sources = given == null ? null : InputSources.of(given, sort);
        if (given != null) {
            results.requireApart(SamplesRun.RESULTS, given.path());
        }
        Path folder = results.prepare(SamplesRun.RESULTS);
        long start = System.nanoTime();
        SamplesRun run = new SamplesRun(
                sources == null ? InputSources.of(embedded(folder), sort) : sources,
                delivery,
                effective,
                folder,
                format,
                System.err);
        Summary summary = executeOrClean(run, folder);
        double seconds = (System.nanoTime() - start) / 1e9;
        summary.write(folder, seconds);
        OutputFolder.delete(run.files().workFolder());
        SamplesTable.print(summary, seconds, folder, spec.commandLine().getOut());
        return 0;
    }

    /** Half a result is none: what a failed run has written is removed. */
    private static Summary executeOrClean(SamplesRun run, Path folder) throws Exception {
        try {
            return run.execute();
        } catch (Exception e) {
            OutputFolder.clear(folder, SamplesRun.RESULTS);
            throw e;
        }
    }

    private static InputSpec embedded(Path folder) throws IOException {
        Path events = folder.resolve(SamplesRun.INPUT);
        Generator.generate(
                GenerateSettings.of(
                        Profile.EVENTS, EMBEDDED_CLICKS, EMBEDDED_DAYS, RunOptions.SEED.defaultValue(), events),
                ProgressListener.NONE);
        return new InputSpec(InputSpec.Kind.EVENTS, events);
    }

    static final class DeliveryNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Deliveries.names().iterator();
        }
    }
}

package io.afterclick.cli;

import io.afterclick.intake.InputSpec;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.local.SamplesRun;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.Summary;
import io.afterclick.job.settings.Settings;
import io.afterclick.journey.delivery.Deliveries;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
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

    @Option(
            names = "--input",
            required = true,
            paramLabel = "SPEC",
            description = "cascade:FILE, trace:FILE or events:DIR.")
    private String input = "";

    @Option(
            names = "--delivery",
            paramLabel = "NAME",
            defaultValue = "tesla",
            completionCandidates = DeliveryNames.class,
            description = "What is delivered when: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String delivery = "tesla";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the results.")
    private Path out = Path.of("");

    @Option(
            names = "--format",
            defaultValue = "avro",
            description = "Format of the files: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private FileFormat format = FileFormat.AVRO;

    @Option(names = "--sort", description = "Read the rows of an official file in the order of their click times.")
    private boolean sort;

    @Option(names = "--overwrite", description = "Replace the results of an earlier run in the folder.")
    private boolean overwrite;

    @Mixin
    private SettingsMixin settings = new SettingsMixin();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        InputSpec read = InputSpec.parse(input);
        Settings effective = settings.settings(read);
        Deliveries.of(delivery);
        Path folder = OutputFolder.prepare(out, overwrite, SamplesRun.RESULTS);
        long start = System.nanoTime();
        SamplesRun run = new SamplesRun(InputSources.of(read, sort), delivery, effective, folder, format, System.err);
        Summary summary = run.execute();
        double seconds = (System.nanoTime() - start) / 1e9;
        summary.write(folder, seconds);
        OutputFolder.delete(run.files().workFolder());
        SamplesTable.print(summary, seconds, folder, spec.commandLine().getOut());
        return 0;
    }

    static final class DeliveryNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Deliveries.names().iterator();
        }
    }
}

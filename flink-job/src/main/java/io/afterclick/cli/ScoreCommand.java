package io.afterclick.cli;

import io.afterclick.intake.InputSpec;
import io.afterclick.job.count.CountNames;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.local.ScoreRun;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.Summary;
import io.afterclick.job.settings.Settings;
import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Predictions from a published model, no training. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = "Scores the clicks of an input with a published model.")
final class ScoreCommand implements Callable<Integer> {

    @Option(
            names = "--snapshot",
            required = true,
            paramLabel = "DIR",
            description = "A published model, such as snapshots/tesla-000070 of a backtest's results.")
    private Path snapshot = Path.of("");

    @Option(
            names = "--input",
            required = true,
            paramLabel = "SPEC",
            description = "cascade:FILE, trace:FILE or events:DIR, of which only the clicks are read.")
    private String input = "";

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
        InputSpec read = InputSpec.parse(input);
        Settings effective = settings.settings(read.kind());
        InputSources sources = InputSources.of(read, sort);
        Manifest manifest = requireFit(sources);
        results.requireApart(ScoreRun.RESULTS, read.path());
        results.requireApart(ScoreRun.RESULTS, snapshot);
        Path folder = results.prepare(ScoreRun.RESULTS);
        long start = System.nanoTime();
        ScoreRun run = new ScoreRun(snapshot.toRealPath(), sources, effective, folder, format, System.err);
        Summary summary = executeOrClean(run, folder);
        double seconds = (System.nanoTime() - start) / 1e9;
        summary.writeScored(folder, seconds, described(manifest));
        OutputFolder.delete(run.files().workFolder());
        long scored = summary.count(CountNames.SCORED);
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%,d clicks scored by %s, epoch %d, in %.1f s, results in %s%n",
                        scored,
                        manifest.variant(),
                        manifest.epoch(),
                        seconds,
                        folder);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Manifest requireFit(InputSources sources) throws IOException {
        try {
            return ScoreRun.requireFit(snapshot, sources.space());
        } catch (SnapshotException e) {
            throw new IllegalArgumentException("--snapshot: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> described(Manifest manifest) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("variant", manifest.variant());
        described.put("epoch", manifest.epoch());
        described.put("steps", manifest.provenance().steps());
        described.put("parametersSha256", manifest.parametersSha256());
        return described;
    }

    /** Half a result is none: what a failed run has written is removed. */
    private static Summary executeOrClean(ScoreRun run, Path folder) throws Exception {
        try {
            return run.execute();
        } catch (Exception e) {
            OutputFolder.clear(folder, ScoreRun.RESULTS);
            throw e;
        }
    }
}

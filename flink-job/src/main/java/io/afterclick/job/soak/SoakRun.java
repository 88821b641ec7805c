package io.afterclick.job.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.job.backtest.BacktestPlan;
import io.afterclick.job.backtest.BacktestRun;
import io.afterclick.job.cluster.ClusterSize;
import io.afterclick.job.cluster.LoopbackCluster;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.WholeFile;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a backtest on a cluster of processes as fast as it goes, and sees whether anything grows meanwhile. */
public final class SoakRun {

    /** What a soak leaves in its folder. */
    public static final List<String> RESULTS =
            List.of("soak.json", "history", "pretraining", "input", "run", "cluster");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private SoakRun() {}

    /**
     * Runs to the end of the input or for so long, and writes {@code soak.json}: all samples, checkpoints and trends.
     *
     * @param history of some days, which networks are pretrained on
     * @param plan with pretraining; of the history's stream only its beginning is run
     * @param minutes after which the stream is stopped
     * @param folder empty, for the run and what was seen
     * @param out where to say how far it has come
     */
    public static Observation run(
            InputSources history,
            InputSources input,
            FeatureSpace features,
            BacktestPlan plan,
            Settings settings,
            double minutes,
            Path folder,
            PrintStream out)
            throws Exception {
        Path results = Files.createDirectories(folder.resolve("run")).toRealPath();
        LoopbackCluster cluster =
                LoopbackCluster.start(folder.resolve("cluster"), ClusterSize.of(settings.get(RunOptions.PARALLELISM)));
        try (Soak soak = new Soak(
                cluster,
                minutes * 60,
                folder.resolve("cluster").resolve("savepoints").toAbsolutePath(),
                out)) {
            Path past = Files.createDirectories(folder.resolve("pretraining")).toRealPath();
            new BacktestRun(history, features, plan.firstDay(), settings, past, FileFormat.AVRO, out).execute(soak);
            BacktestPlan stream = plan.from(past.resolve("pretrained"));
            new BacktestRun(input, features, stream, settings, results, FileFormat.AVRO, out).execute(soak);
            Observation seen = soak.seen();
            WholeFile.write(folder.resolve("soak.json"), JSON.writeValueAsBytes(content(seen)));
            return seen;
        }
    }

    private static Map<String, Object> content(Observation seen) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("seconds", seen.seconds());
        content.put("recordsPerSecond", seen.recordsPerSecond());
        content.put("restarts", seen.restarts());
        content.put("unexpectedDeaths", seen.deaths());
        content.put("trends", seen.trends());
        content.put("checkpoints", seen.checkpoints());
        content.put("samples", seen.samples());
        return content;
    }
}

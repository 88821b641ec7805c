package io.afterclick.job.torture;

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
import io.afterclick.job.torture.RunRecords.Difference;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.FileUtils;

/**
 * Runs a stream undisturbed inside this process, then again and again on a cluster of processes that are killed meanwhile,
 * and compares all that was committed.
 */
public final class TortureRun {

    /** What a torture leaves in its folder; runs whose records differ stay there too. */
    public static final List<String> RESULTS = List.of("verdict.json", "input", "undisturbed", "cluster", "rounds");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final InputSources input;
    private final FeatureSpace features;
    private final BacktestPlan plan;
    private final Settings settings;
    private final Path folder;
    private final PrintStream out;

    /**
     * @param plan with pretraining, which the undisturbed run does for all
     * @param folder empty, for the runs and the verdict
     * @param out where to say how far it has come
     */
    public TortureRun(
            InputSources input,
            FeatureSpace features,
            BacktestPlan plan,
            Settings settings,
            Path folder,
            PrintStream out) {
        this.input = input;
        this.features = features;
        this.plan = plan;
        this.settings = settings;
        this.folder = folder;
        this.out = out;
    }

    /**
     * Runs until enough kills are done, and writes {@code verdict.json}.
     *
     * @param kills at least one
     * @param seed of the kills
     */
    public Verdict run(int kills, long seed) throws Exception {
        out.println("undisturbed run");
        BacktestRun undisturbed = backtest(plan, folder.resolve("undisturbed"));
        undisturbed.execute();
        RunRecords expected = RunRecords.read(undisturbed.files());
        BacktestPlan again = plan.from(undisturbed.files().folder().resolve("pretrained"));
        List<Map<String, Difference>> rounds = new ArrayList<>();
        Path cluster = folder.resolve("cluster");
        LoopbackCluster processes =
                LoopbackCluster.start(cluster, ClusterSize.of(settings.get(RunOptions.PARALLELISM)));
        KillPlan killPlan = new KillPlan(seed);
        try (Torment torment = new Torment(processes, killPlan, kills, cluster.resolve("savepoints"), out)) {
            while (!torment.isDone()) {
                Path round = folder.resolve("rounds").resolve(Integer.toString(rounds.size() + 1));
                out.println("round " + (rounds.size() + 1));
                BacktestRun tortured = backtest(again, round);
                tortured.execute(torment);
                Map<String, Difference> differences = expected.differences(RunRecords.read(tortured.files()));
                rounds.add(differences);
                if (differences.values().stream().allMatch(Difference::isNone)) {
                    FileUtils.deleteFileOrDirectory(round.toFile());
                } else {
                    out.println("  differs from the undisturbed run: " + differences);
                }
                FileUtils.deleteFileOrDirectory(cluster.resolve("savepoints").toFile());
            }
            Verdict verdict = new Verdict(seed, torment.killed(), rounds, processes.deaths());
            WholeFile.write(folder.resolve("verdict.json"), JSON.writeValueAsBytes(verdict.content()));
            return verdict;
        }
    }

    private BacktestRun backtest(BacktestPlan backtest, Path to) throws IOException {
        Files.createDirectories(to);
        return new BacktestRun(input, features, backtest, settings, to.toRealPath(), FileFormat.AVRO, out);
    }
}

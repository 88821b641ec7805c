package io.afterclick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backtests as a user starts them. */
final class BacktestCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void backtest() throws IOException {
        Generator.generate(
                GenerateSettings.of(Profile.EVENTS, 4_000, 10, 5, folder.resolve("input")), ProgressListener.NONE);
        CommandRun run = run("first", "--models", "tesla,pretrained,oracle", "--pretrain", "0..2");
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
    }

    private static CommandRun run(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "backtest",
                "--input",
                "events:" + folder.resolve("input"),
                "--out",
                folder.resolve(out).toString(),
                "--stream",
                "4..6",
                "--segment",
                "12 h",
                "-Dtrainer.embedding-dimension=4",
                "-Dtrainer.cache-size=32 mb",
                "-Djourney.conversion-attribution=1 d",
                "-Djourney.refund-attribution=1 d"));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static JsonNode variant(String out, String name) throws IOException {
        return JSON.readTree(folder.resolve(out).resolve("summary.json").toFile())
                .path("variants")
                .path(name);
    }

    @Test
    void improvementIsMeasuredBetweenPretrainedAndOracle() throws IOException {
        assertThat(variant("first", "pretrained").path("cvr").path("riAuc").asDouble())
                .isZero();
        assertThat(variant("first", "oracle").path("cvr").path("riAuc").asDouble())
                .isEqualTo(100);
        assertThat(variant("first", "tesla").path("cvr").path("riAuc").isDouble())
                .isTrue();
    }

    @Test
    void networksOfAnEarlierRunAreAsGoodAsItsOwn() throws IOException {
        String networks = folder.resolve("first").resolve("pretrained").toString();
        CommandRun run = run("second", "--models", "tesla", "--pretrain", "0..2", "--init", networks);

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(folder.resolve("second").resolve("pretrained")).doesNotExist();
        assertThat(variant("second", "tesla").path("parametersSha256"))
                .isEqualTo(variant("first", "tesla").path("parametersSha256"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tesla   | 0..5   |      | --stream: expected it to begin on day 5 or later",
                "tesla   | 0..2   | none | --init: expected pretrained networks in",
                "tesla:x | 0..2   |      | --models: expected options such as tesla:weighting=online, found 'tesla:x'",
                "thesla  | 0..2   |      | model: expected one of tesla",
            })
    void mistakesAreOneLine(String models, String pretrain, String init, String expected) {
        List<String> more = new ArrayList<>(List.of("--models", models, "--pretrain", pretrain));
        if (init != null) {
            more.addAll(List.of("--init", folder.resolve(init).toString()));
        }

        CommandRun run = run("refused", more.toArray(String[]::new));

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).hasSize(1);
        assertThat(run.err().get(0)).contains(expected);
        assertThat(folder.resolve("refused").resolve("summary.json")).doesNotExist();
    }

    @Test
    void daysOfEventFoldersMustBeSaid() {
        CommandRun run = run("refused", "--models", "tesla");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).hasSize(1);
        assertThat(run.err().get(0)).contains("--pretrain: expected days such as 0..10 for events: input, found none");
    }

    @Test
    void demoNeedsNothing() throws IOException {
        Path out = folder.resolve("demo");
        CommandRun run =
                CommandRun.of("demo", "--clicks", "6000", "--out", out.toString(), "-Dtrainer.cache-size=32 mb");

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out()).contains("tesla").contains("reader-pretrained").contains("report.html");
        assertThat(Files.size(out.resolve("report.html"))).isGreaterThan(100_000);
        assertThat(variant("demo", "reader").path("gmv").path("auc").isDouble()).isTrue();
    }
}

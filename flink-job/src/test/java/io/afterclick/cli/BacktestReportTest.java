package io.afterclick.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.job.report.Browser;
import io.afterclick.job.report.Browser.Scheme;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small backtest leaves a page that says what its other files say, and that a browser draws. */
final class BacktestReportTest {

    private static final Pattern DATA =
            Pattern.compile("(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>");

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    static void run() throws IOException {
        Generator.generate(
                GenerateSettings.of(Profile.TRACE, 3_000, 6, 5, folder.resolve("input")), ProgressListener.NONE);
        CommandRun run = CommandRun.of(
                "backtest",
                "--input",
                "trace:" + folder.resolve("input/trace.tsv"),
                "--models",
                "tesla,pretrained,oracle,reader,reader-pretrained",
                "--pretrain",
                "0..2",
                "--stream",
                "3..4",
                "--out",
                folder.resolve("out").toString(),
                "--format",
                "csv",
                "-Djourney.conversion-attribution=12 h",
                "-Djourney.refund-attribution=6 h",
                "-Djourney.gmv-attribution=12 h",
                "-Dsegment.length=6 h",
                "-Dtrainer.batch-size=64",
                "-Dtrainer.embedding-dimension=4",
                "-Dtrainer.cache-size=16 mb",
                "-Djourney.cache-size=16 mb",
                "-Drun.state-backend=heap",
                "-Drun.checkpoint-interval=500 ms");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void pageHoldsTheFiguresOfTheSummary() throws IOException {
        JsonNode summary =
                new ObjectMapper().readTree(folder.resolve("out/summary.json").toFile());
        JsonNode data = data();
        assertThat(data.path("means"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.path("values"))
                        .isEqualTo(summary.path("variants")
                                .path(row.path("variant").asText())
                                .path(row.path("quantity").asText())));
        assertThat(data.path("variants").findValuesAsText("name"))
                .containsExactly("tesla", "pretrained", "oracle", "reader", "reader-pretrained");
        assertThat(data.at("/throughput/0/samples").asLong())
                .isEqualTo(summary.at("/variants/tesla/totals/samples").asLong())
                .isPositive();
        assertThat(data.path("checkpoints")).isNotEmpty();
        assertThat(data.path("checkpoints").findValuesAsText("completed")).contains("true");
        assertThat(data.at("/clicks/all").asLong()).isEqualTo(3_000);
    }

    /** By the lines of metrics.jsonl. */
    @Test
    void everyRowThatWasMeasuredIsInAReliabilityBin() throws IOException {
        long rows = 0;
        for (String line : Files.readAllLines(folder.resolve("out/metrics.jsonl"))) {
            JsonNode segment = new ObjectMapper().readTree(line);
            if (segment.path("variant").asText().equals("tesla")) {
                rows += segment.path("counts").path("cvr.rows").asLong();
            }
        }
        long binned = 0;
        double lowest = 0;
        for (JsonNode point : data().at("/reliability/cvr/tesla")) {
            binned += point.get(0).asLong();
            assertThat(point.get(1).asDouble()).isBetween(lowest, 1.0);
            lowest = point.get(1).asDouble();
        }
        assertThat(binned).isEqualTo(rows).isPositive();
    }

    /** The rows of official files are whole, so every click is covered. */
    @Test
    void delaysAndHoursCountTheSameClicks() throws IOException {
        JsonNode data = data();
        long covered = data.at("/clicks/covered").asLong();
        assertThat(covered).isEqualTo(3_000);
        assertThat(sum(data.at("/hours/clicks"))).isEqualTo(covered);
        assertThat(sum(data.at("/hours/conversions")))
                .isEqualTo(sum(data.at("/clicks/purchaseDelay")))
                .isPositive();
        assertThat(sum(data.at("/hours/gmv"))).isCloseTo(sum(data.at("/clicks/gmvAge")), within(1e-3));
        assertThat(data.at("/hours/zone").asText()).isEqualTo("UTC+08:00");
    }

    @ParameterizedTest
    @CsvSource({"1200, LIGHT", "390, LIGHT", "1200, DARK"})
    void browserDrawsEveryPlot(int width, Scheme scheme) throws Exception {
        JsonNode page = Browser.find(folder).show(folder.resolve("out/report.html"), width, scheme);
        assertThat(page.path("wrong")).isEmpty();
        assertThat(page.path("overflow").asInt()).isZero();
        assertThat(page.path("plots").findValuesAsText("state")).hasSize(11).containsOnly("drawn");
        assertThat(page.path("plotsOfScript").asInt()).isEqualTo(11);
        assertThat(page.path("tables")).hasSize(11).allMatch(rows -> rows.asInt() > 1);
        assertThat(page.path("chosen").size()).isGreaterThan(8);
        assertThat(page.path("chosen").toString()).doesNotContain("blank", "missing");
        assertThat(page.path("text").asText())
                .contains("CVR AUC", "GMV AUC", "3,000", "segment.length", "6 h", "No refund in this input.");
        int brightness = Integer.parseInt(page.path("background").asText().replaceAll("rgb\\((\\d+),.*", "$1"));
        assertThat(brightness < 128).isEqualTo(scheme == Scheme.DARK);
    }

    @Test
    void coloursOfVariantsDiffer() throws IOException {
        Set<String> colours = new HashSet<>();
        Matcher learner = Pattern.compile("--learner-\\d: (#[0-9a-f]{6})")
                .matcher(Files.readString(folder.resolve("out/report.html")));
        int found = 0;
        while (learner.find()) {
            found++;
            colours.add(learner.group(1));
        }
        assertThat(colours).hasSize(found).hasSize(12);
    }

    private static double sum(JsonNode numbers) {
        double sum = 0;
        for (JsonNode number : numbers) {
            sum += number.asDouble();
        }
        return sum;
    }

    private static JsonNode data() throws IOException {
        Matcher data = DATA.matcher(Files.readString(folder.resolve("out/report.html")));
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }
}

package io.afterclick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.journey.delivery.Deliveries;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's mistake is one line and never a stack trace. */
final class CommandsTest {

    private static final int FAILED = 1;
    private static final int WRONGLY_CALLED = 2;

    @TempDir
    private Path folder = Path.of("");

    static Stream<List<String>> wrongCalls() {
        return Stream.of(
                List.of(),
                List.of("dream"),
                List.of("samples"),
                List.of("samples", "--input", "events:INPUT"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "--frobnicate"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "--format", "xml"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "--delivery", "pigeon"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "-Drun.parallelism"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "-Drun.parallelism=none"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "-Drun.paralelism=2"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "-Djourney.refund-attribution=0 s"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "--config", "none.yaml"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "-Dpipeline.generic-types=true"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "-Dpipeline.auto-generate-uids=true"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "-Drun.timers=heap"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "-Drun.checkpoint-interval=0 ms"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "-Djourney.cache-size=900 gb"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "-Drun.managed-memory-per-slot=900 tb"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "-Djourney.refund-attribution=1 min"),
                List.of("samples", "--input", "events:INPUT", "--out", "OUT", "-Drun.max-parallelism=1"),
                List.of("score", "--input", "events:INPUT", "--out", "OUT", "--snapshot", "OUT", "-Drun.timers=heap"),
                List.of(
                        "backtest",
                        "--input",
                        "events:INPUT",
                        "--models",
                        "tesla",
                        "--out",
                        "OUT",
                        "-Dexecution.checkpointing.interval=0"),
                List.of("demo", "--out", "OUT", "-Dexecution.checkpointing.mode=AT_LEAST_ONCE"),
                List.of("demo", "--out", "OUT", "-Dtrainer.cache-size=900 gb"),
                List.of("bench", "learner", "--model", "pigeon"),
                List.of("bench", "learner", "--threads", "4"),
                List.of("bench", "learner", "--batch", "1"));
    }

    @ParameterizedTest
    @MethodSource("wrongCalls")
    void wrongCallIsOneLineAndLeavesNothing(List<String> arguments) throws IOException {
        CommandRun run = CommandRun.of(inPlace(arguments));
        assertOneLine(run, WRONGLY_CALLED);
        assertThat(folder.resolve("OUT")).doesNotExist();
    }

    static Stream<List<String>> badInputs() {
        return Stream.of(
                List.of("samples", "--input", "pigeons:INPUT", "--out", "OUT"),
                List.of("samples", "--input", "events:MISSING", "--out", "OUT"),
                List.of("samples", "--input", "cascade:MISSING", "--out", "OUT"),
                List.of("samples", "--input", "events:EMPTY", "--out", "OUT"),
                List.of("samples", "--input", "trace:INPUT/clicks.csv", "--out", "OUT"));
    }

    @ParameterizedTest
    @MethodSource("badInputs")
    void badInputIsOneLine(List<String> arguments) throws IOException {
        Files.createDirectories(folder.resolve("EMPTY"));
        Files.createDirectories(folder.resolve("INPUT"));
        Files.writeString(folder.resolve("INPUT/clicks.csv"), "click_id,user_id,item_id,event_time_ms\n");
        CommandRun run = CommandRun.of(inPlace(arguments));
        assertOneLine(run, FAILED);
        assertThat(run.err().get(0)).contains("expected ").contains(", found ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "samples"})
    void helpSaysWhatThereIs(String command) {
        CommandRun run = command.isEmpty() ? CommandRun.of("--help") : CommandRun.of(command, "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("Usage: afterclick").contains("--help");
    }

    @Test
    void helpOfSamplesNamesDeliveriesAndDefaults() {
        assertThat(CommandRun.of("samples", "--help").out().replaceAll("\\s+", " "))
                .contains(String.join(", ", Deliveries.names()))
                .contains("--sort")
                .contains("-D");
    }

    @Test
    void versionIsOneLine() {
        CommandRun run = CommandRun.of("--version");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines("afterclick development");
    }

    @Test
    void resultsOfAnEarlierRunAreNotLost() throws IOException {
        writeOneClick(folder.resolve("INPUT"));
        Files.createDirectories(folder.resolve("OUT"));
        Path earlier = Files.writeString(folder.resolve("OUT/summary.json"), "{}");
        CommandRun run = CommandRun.of(inPlace(List.of("samples", "--input", "events:INPUT", "--out", "OUT")));
        assertOneLine(run, WRONGLY_CALLED);
        assertThat(run.err().get(0)).contains(earlier.toString()).contains("--overwrite");
        assertThat(earlier).hasContent("{}");
    }

    @Test
    void inputAmongTheResultsIsNeverReplaced() throws IOException {
        Path clicks = writeOneClick(folder.resolve("OUT/input"));
        Files.writeString(folder.resolve("OUT/summary.json"), "{}");
        CommandRun run = CommandRun.of(
                inPlace(List.of("samples", "--input", "events:OUT/input", "--out", "OUT", "--overwrite")));
        assertOneLine(run, WRONGLY_CALLED);
        assertThat(run.err().get(0)).contains("apart from the input");
        assertThat(clicks).exists();
    }

    @Test
    void foldersThatNoRunHasLeftAreNeverReplaced() throws IOException {
        writeOneClick(folder.resolve("INPUT"));
        Files.createDirectories(folder.resolve("OUT/samples"));
        Path mine = Files.writeString(folder.resolve("OUT/samples/mine.txt"), "mine");
        CommandRun run =
                CommandRun.of(inPlace(List.of("samples", "--input", "events:INPUT", "--out", "OUT", "--overwrite")));
        assertOneLine(run, WRONGLY_CALLED);
        assertThat(mine).hasContent("mine");
    }

    private static Path writeOneClick(Path input) throws IOException {
        Files.createDirectories(input);
        return Files.writeString(
                input.resolve("clicks.csv"), "click_id,user_id,item_id,event_time_ms\nc1,u1,i1,1746028800000\n");
    }

    @Test
    void officialFileOutOfOrderIsNamedWithItsLine() throws IOException {
        Files.writeString(folder.resolve("rows.tsv"), "100\t-1\t-1\t1\t2\n300\t-1\t-1\t1\t2\n200\t-1\t-1\t1\t2\n");
        CommandRun run = CommandRun.of(inPlace(List.of("samples", "--input", "cascade:rows.tsv", "--out", "OUT")));
        assertOneLine(run, FAILED);
        assertThat(run.err().get(0))
                .startsWith("afterclick: rows.tsv:3 (byte 28): expected rows in the order of their click times, found ")
                .endsWith("--sort reads them in order");
        assertThat(folder.resolve("OUT/summary.json")).doesNotExist();
    }

    @Test
    void officialFileOutOfOrderCanBeSorted() throws IOException {
        Files.writeString(folder.resolve("rows.tsv"), "100\t-1\t-1\t1\t2\n300\t-1\t-1\t1\t2\n200\t250\t-1\t1\t2\n");
        CommandRun run =
                CommandRun.of(inPlace(List.of("samples", "--input", "cascade:rows.tsv", "--out", "OUT", "--sort")));
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        JsonNode summary = json("OUT/summary.json");
        assertThat(summary.at("/records/clicks").asLong()).isEqualTo(3);
        assertThat(summary.at("/trajectories/iConv").asLong()).isEqualTo(1);
        // A row carries its future.
        assertThat(summary.at("/outcomes/total").asLong()).isEqualTo(3);
        assertThat(summary.at("/outcomes/incomplete").asLong()).isZero();
    }

    @Test
    void happyRunLeavesAConsistentSummary() throws IOException {
        Generator.generate(
                GenerateSettings.of(Profile.EVENTS, 800, 3, 4, folder.resolve("INPUT")), ProgressListener.NONE);
        CommandRun run = CommandRun.of(inPlace(List.of(
                "samples", "--input", "events:INPUT", "--out", "OUT", "--delivery", "reader", "--format", "csv")));
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("records in").contains("final GMV").contains("results in ");

        JsonNode summary = json("OUT/summary.json");
        JsonNode records = summary.get("records");
        long in = records.get("clicks").asLong()
                + records.get("purchases").asLong()
                + records.get("refunds").asLong();
        long dead = 0;
        for (JsonNode count : records.get("deadLetters")) {
            dead += count.asLong();
        }
        assertThat(records.get("clicks").asLong()).isEqualTo(800);
        assertThat(records.get("applied").asLong()
                        + records.get("outOfAttribution").asLong()
                        + dead)
                .isEqualTo(in);
        assertThat(summary.at("/outcomes/total").asLong()).isEqualTo(800).isEqualTo(rows("outcomes"));
        assertThat(summary.at("/samples/gmvPurchase").asLong()
                        + summary.at("/samples/gmvGroundTruth").asLong())
                .isEqualTo(rows("samples"));
        assertThat(summary.at("/gmv/clicks").asLong())
                .isEqualTo(summary.at("/samples/gmvGroundTruth").asLong());
        assertThat(summary.at("/gmv/finalSum").asText()).matches("\\d+\\.\\d{2}");
        assertThat(summary.get("wallSeconds").asDouble()).isPositive();
        assertThat(folder.resolve("OUT/.run")).doesNotExist();
        assertThat(folder.resolve("OUT/.summary.json")).doesNotExist();
    }

    @Test
    void benchmarkOfALearnerWritesItsFigures() throws IOException {
        CommandRun run = CommandRun.of(inPlace(List.of(
                "bench", "learner", "--model", "reader", "--vocabulary", "small", "--batch", "8", "--out", "OUT")));
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("examples/s", "examples per CPU second", "one large product");
        JsonNode figures = json("OUT");
        assertThat(figures.get("examplesPerSecond").asDouble()).isPositive();
        assertThat(figures.get("gemmGflops").asDouble()).isPositive();
        assertThat(figures.get("machineGemmGflops").asDouble()).isPositive();
        assertThat(figures.get("allocatedBytesPerStep").isIntegralNumber()).isTrue();
        // One set of 16: parameters, two moments and a step count.
        assertThat(figures.get("stateBytesPerRow").asDouble()).isBetween(4 * 49.0, 4 * 49 + 50.0);
    }

    private long rows(String output) throws IOException {
        long rows = 0;
        try (Stream<Path> files = Files.list(folder.resolve("OUT").resolve(output))) {
            for (Path file : files.toList()) {
                rows += Files.readAllLines(file).size() - 1;
            }
        }
        return rows;
    }

    private JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(file).toFile());
    }

    private static void assertOneLine(CommandRun run, int exitCode) {
        assertThat(run.err()).hasSize(1);
        assertThat(run.err().get(0)).startsWith("afterclick: ").doesNotContain("Exception");
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    /** Paths in capitals, and files, stand in the test's folder. */
    private String[] inPlace(List<String> arguments) throws IOException {
        Files.createDirectories(folder.resolve("INPUT"));
        return arguments.stream()
                .map(argument -> argument.matches("[A-Z]+|none.yaml")
                        ? folder.resolve(argument).toString()
                        : argument)
                .map(argument -> argument.replaceFirst(
                        "^(events|cascade|trace|pigeons):", "$1:" + folder.toAbsolutePath() + "/"))
                .toArray(String[]::new);
    }
}

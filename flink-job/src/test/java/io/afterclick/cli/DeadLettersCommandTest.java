package io.afterclick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dead letters as a user meets them after a run. */
final class DeadLettersCommandTest {

    private static final String HEADER = "click_id,user_id,item_id,event_time_ms\n";

    @TempDir
    static Path folder = Path.of("");

    private static String input = "";
    private static String letters = "";

    @BeforeAll
    static void run() throws IOException {
        Path events = Files.createDirectories(folder.resolve("input"));
        ByteArrayOutputStream clicks = new ByteArrayOutputStream();
        clicks.write(text(HEADER + "c1,u1,i1,1746028800000\n" + "c2,u2,i2,yesterday\n" + "c3,"));
        clicks.write(new byte[] {(byte) 0xC3, 0x28, 0x1B});
        clicks.write(text(",i3,1746028802000\n" + "c4,u4,i4,1746028803000\n"));
        Files.write(events.resolve("clicks.csv"), clicks.toByteArray());
        Files.writeString(
                events.resolve("purchases.csv"),
                "purchase_id,click_id,event_time_ms,amount\n"
                        + "p1,c1,1746028860000,NaN\np2,c2,1746028861000,5\np4,c4,1746028862000,7\n");
        input = "events:" + events;
        letters = folder.resolve("out").toString();
        CommandRun run = CommandRun.of("samples", "--input", input, "--out", letters);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void listCountsBySourceAndReasonAndShowsTheFirst() {
        CommandRun run = CommandRun.of("deadletters", "list", "--letters", letters);
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "source kind reason letters bytes kept not whole",
                        "clicks.csv CLICK MALFORMED 2 41 0",
                        "purchases.csv PURCHASE INVALID 1 23 0",
                        "purchases.csv PURCHASE UNMATCHED 1 21 0",
                        "total 4 85 0");
        assertThat(run.out())
                .contains("clicks.csv:3  MALFORMED", "| c2,u2,i2,yesterday", "| c3,\\xC3(\\x1B,i3,1746028802000")
                .doesNotContain("\u001b", "more");
    }

    @Test
    void listKeepsToAReasonAKindAndALimit() {
        CommandRun run = CommandRun.of(
                "deadletters",
                "list",
                "--letters",
                letters,
                "--kind",
                "click",
                "--reason",
                "malformed",
                "--limit",
                "1");
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out()).contains("CLICK", "... and 1 more (--limit)").doesNotContain("PURCHASE");
    }

    @Test
    void showTellsAllOfOne() throws IOException {
        String number = "";
        for (JsonNode letter : exported(CommandRun.of("deadletters", "show", "--letters", letters, "--format", "jsonl")
                .out())) {
            number = letter.path("source").asText().equals("purchases.csv")
                            && letter.path("reason").asText().equals("UNMATCHED")
                    ? letter.path("number").asText()
                    : number;
        }
        CommandRun run = CommandRun.of("deadletters", "show", "--letters", letters + "/dead-letters", number);
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .containsExactly(
                        "dead letter " + number,
                        "source purchases.csv",
                        "line 3",
                        "offset 66",
                        "length 21",
                        "kind PURCHASE",
                        "reason UNMATCHED",
                        "detail expected an open click c2 at or before the purchase p2, found none",
                        "event time 1746028861000 (2025-04-30T16:01:01Z)",
                        "record id p2",
                        "click id c2",
                        "job version development",
                        "record p2,c2,1746028861000,5");
    }

    @Test
    void editedLettersAreRepairedInANewInput() throws IOException {
        Path repairs = folder.resolve("repairs.jsonl");
        CommandRun shown = CommandRun.of(
                "deadletters", "show", "--letters", letters, "--format", "jsonl", "--out", repairs.toString());
        assertThat(shown.exitCode()).as("%s", shown.err()).isZero();
        assertThat(shown.out()).isEqualToIgnoringNewLines("4 dead letters in " + repairs);
        String edited = Files.readString(repairs)
                .replace("\"raw\":\"c2,u2,i2,yesterday\"", "\"raw\":\"c2,u2,i2,1746028801000\"")
                .replace("\"raw\":\"p1,c1,1746028860000,NaN\"", "\"raw\":\"p1,c1,1746028860000,3\"")
                .replaceAll("\"drop\":false,\"rawBase64\":\"[^\"]*\"", "\"drop\":true");
        Files.writeString(repairs, edited);
        Path out = folder.resolve("repaired");
        CommandRun run = replay(repairs, out);
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out())
                .isEqualToIgnoringNewLines(
                        "2 records repaired, 1 dropped, 1 dead letters left as they are; input in " + out);
        assertThat(Files.readString(out.resolve("clicks.csv")))
                .isEqualTo(HEADER + "c1,u1,i1,1746028800000\nc2,u2,i2,1746028801000\n\nc4,u4,i4,1746028803000\n");

        CommandRun again = CommandRun.of(
                "samples",
                "--input",
                "events:" + out,
                "--out",
                folder.resolve("again").toString());
        assertThat(again.exitCode()).as("%s", again.err()).isZero();
        JsonNode summary =
                new ObjectMapper().readTree(folder.resolve("again/summary.json").toFile());
        assertThat(summary.at("/records/applied").asLong()).isEqualTo(6);
        assertThat(summary.at("/records/deadLetters").elements()).toIterable().allMatch(count -> count.asLong() == 0);

        CommandRun none = CommandRun.of(
                "deadletters", "list", "--letters", folder.resolve("again").toString());
        assertThat(none.exitCode()).as("%s", none.err()).isZero();
        assertThat(none.out().replaceAll(" +", " ")).endsWith("total 0 0 0" + System.lineSeparator());

        assertOneLine(
                CommandRun.of("deadletters", "show", "--letters", letters, "--out", repairs.toString()),
                "--out: expected a new file, found " + repairs);
        assertOneLine(replay(repairs, out), "--out: expected a new or empty folder, found files in " + out);
    }

    @Test
    void runWithABoundKeepsNoMoreBytesAndSaysSo() throws IOException {
        Path out = folder.resolve("bounded");
        CommandRun run = CommandRun.of(
                "samples", "--input", input, "--out", out.toString(), "-Ddeadletters.max-bytes-per-source=20 bytes");
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out()).containsPattern("dead letters without bytes +3");
        JsonNode summary =
                new ObjectMapper().readTree(out.resolve("summary.json").toFile());
        assertThat(summary.at("/records/deadLettersWithoutBytes").asLong()).isEqualTo(3);
        assertThat(CommandRun.of("deadletters", "list", "--letters", out.toString())
                        .out()
                        .replaceAll(" +", " "))
                .contains("clicks.csv CLICK MALFORMED 2 18 1", "purchases.csv PURCHASE INVALID 1 0 1", "total 4 18 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                             | expected list, show or replay, found none",
                "list                                         | Missing required option: '--letters=DIR'",
                "list --letters NONE                          | letters: expected a folder ",
                "list --letters input                         | letters: expected Avro files alone in ",
                "list --letters out --reason sad              | --reason: expected one of MALFORMED, INVALID, ",
                "list --letters out --kind pigeon             | Invalid value for option '--kind'",
                "list --letters out/samples                   | expected dead letters in Avro, found ",
                "show --letters out 0                         | letters: expected numbers from 1 to 4, found 0",
                "show --letters out 1 5                       | letters: expected numbers from 1 to 4, found 5",
                "replay --letters out --repairs NONE          | Missing required options: ",
            })
    void mistakesAreOneLine(String arguments, String message) {
        List<String> line = new ArrayList<>(List.of("deadletters"));
        for (String argument : arguments == null ? new String[0] : arguments.split(" ")) {
            boolean path = argument.matches("NONE|input|out.*");
            line.add(path ? folder.resolve(argument).toString() : argument);
        }
        CommandRun run = CommandRun.of(line.toArray(String[]::new));
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).hasSize(1);
        assertThat(run.err().get(0))
                .startsWith("afterclick: ")
                .contains(message)
                .doesNotContain("Exception");
    }

    @Test
    void inputThatHasChangedIsRefusedAndNothingIsWritten() throws IOException {
        Path repairs = Files.writeString(
                folder.resolve("other.jsonl"), "{\"source\":\"purchases.csv\",\"offset\":42,\"raw\":\"p1,c1,1,1\"}\n");
        Path changed = Files.createDirectories(folder.resolve("changed"));
        Files.writeString(changed.resolve("clicks.csv"), HEADER);
        Files.writeString(
                changed.resolve("purchases.csv"),
                "purchase_id,click_id,event_time_ms,amount\np1,c1,1746028860000,1.0\n");
        Path out = folder.resolve("nothing");
        CommandRun run = CommandRun.of(
                "deadletters",
                "replay",
                "--letters",
                letters,
                "--input",
                "events:" + changed,
                "--repairs",
                repairs.toString(),
                "--out",
                out.toString());
        assertOneLine(
                run,
                "other.jsonl:1: expected the record 'p1,c1,1746028860000,NaN' of 23 bytes in purchases.csv at byte 42,"
                        + " found 'p1,c1,1746028860000,1.0'");
        assertThat(out).doesNotExist();
        assertThat(folder.resolve(".nothing.part")).doesNotExist();
        assertOneLine(
                replay(repairs, folder.resolve("input/inside")),
                "--out: expected a folder apart from the input, found one in " + folder.resolve("input"));
    }

    private static CommandRun replay(Path repairs, Path out) {
        return CommandRun.of(
                "deadletters",
                "replay",
                "--letters",
                letters,
                "--input",
                input,
                "--repairs",
                repairs.toString(),
                "--out",
                out.toString());
    }

    private static void assertOneLine(CommandRun run, String message) {
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).containsExactly("afterclick: " + message);
    }

    private static List<JsonNode> exported(String lines) throws IOException {
        List<JsonNode> letters = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            letters.add(new ObjectMapper().readTree(line));
        }
        return letters;
    }
}

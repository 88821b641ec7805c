package io.afterclick.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.intake.InputException;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.InputSpec.Kind;
import io.afterclick.schemas.DeadLetter;
import io.afterclick.schemas.RecordKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken records repaired where they stand; letters are those that reading the files leaves. */
final class ReplayTest {

    private static final String HEADER = "click_id,user_id,item_id,event_time_ms,colour\n";
    private static final String FIRST = "c1,u1,i1,1746028800000,red";
    private static final String BROKEN = "c2,u2,i2,yesterday,blue";
    private static final String REPAIRED = "c2,u2,i2,1746028801000,blue";
    private static final String LAST = "c3,u3,i3,1746028802000,green";
    private static final int LONGEST = 1 << 20;

    @TempDir
    private Path folder = Path.of("");

    private Path input = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        input = Files.createDirectories(folder.resolve("input"));
        out = Files.createDirectories(folder.resolve("out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void repairedFileIsTheOneThatWasNeverBroken(String end) throws IOException {
        Files.writeString(input.resolve("clicks.csv"), HEADER + FIRST + end + BROKEN + end + LAST);
        Replay.Result result = replay(repair("clicks.csv", offset("clicks.csv", BROKEN), REPAIRED));
        assertThat(out.resolve("clicks.csv")).hasContent(HEADER + FIRST + end + REPAIRED + end + LAST);
        assertThat(Files.readString(out.resolve("clicks.csv"))).isEqualTo(HEADER + FIRST + end + REPAIRED + end + LAST);
        assertThat(result).isEqualTo(new Replay.Result(1, 0, 0));
    }

    @Test
    void severalRecordsOfAFileChangeTheirLengths() throws IOException {
        String broken = HEADER + BROKEN + "\n" + BROKEN + "x\n" + FIRST + "\n" + BROKEN + "yy";
        Files.writeString(input.resolve("clicks.csv"), broken);
        List<DeadLetter> letters = letters();
        assertThat(letters).hasSize(3);
        // In any order.
        Replay.Result result = replay(
                repair("clicks.csv", letters.get(2).getOffset(), "z"),
                repair("clicks.csv", letters.get(0).getOffset(), REPAIRED + REPAIRED));
        assertThat(Files.readString(out.resolve("clicks.csv")))
                .isEqualTo(HEADER + REPAIRED + REPAIRED + "\n" + BROKEN + "x\n" + FIRST + "\nz");
        assertThat(result).isEqualTo(new Replay.Result(2, 0, 1));
    }

    @Test
    void compressedFilesAreRepairedByTheirUncompressedBytes() throws IOException {
        // Two members, as appended files have them.
        Files.write(
                input.resolve("clicks.csv.gz"), joined(gzip(HEADER + FIRST + "\n"), gzip(BROKEN + "\n" + LAST + "\n")));
        replay(repair("clicks.csv.gz", HEADER.length() + FIRST.length() + 1, REPAIRED));
        assertThat(gunzip(out.resolve("clicks.csv.gz")))
                .isEqualTo(HEADER + FIRST + "\n" + REPAIRED + "\n" + LAST + "\n");
    }

    @Test
    void linesOfJsonAreRepairedBehindAByteOrderMark() throws IOException {
        String broken = "{\"click_id\":\"c1\",\"user_id\":\"u\",\"item_id\":\"i\",\"event_time_ms\":}";
        String sound = "{\"click_id\":\"c1\",\"user_id\":\"\u00fc\",\"item_id\":\"i\",\"event_time_ms\":1746028800000}";
        Files.writeString(input.resolve("clicks.jsonl"), "\uFEFF" + broken + "\n\n" + sound + "\n");
        replay(repair("clicks.jsonl", 3, sound));
        assertThat(Files.readString(out.resolve("clicks.jsonl"))).isEqualTo("\uFEFF" + sound + "\n\n" + sound + "\n");
    }

    @Test
    void officialRowsAreRepairedOnceWhateverNumberOfLettersTheyHave() throws IOException {
        Path rows = folder.resolve("rows.tsv");
        // Purchase and refund of the second row lie beyond what can be.
        Files.writeString(rows, "1\t-1\t-1\t5\n2\t99999999999\t99999999999\t5\n3\tx\t-1\t5\n");
        InputSpec spec = new InputSpec(Kind.CASCADE, rows);
        LetterFolder letters = Reading.write(
                folder.resolve("letters"), Reading.of(spec, LONGEST).letters());
        Replay replay = Replay.prepare(
                letters, spec, List.of(repair("rows.tsv", 10, "2\t3\t4\t5"), repair("rows.tsv", 10, "2\t3\t4\t5")));
        replay.write(out);
        assertThat(Files.readString(out.resolve("rows.tsv"))).isEqualTo("1\t-1\t-1\t5\n2\t3\t4\t5\n3\tx\t-1\t5\n");
        assertThat(replay.result()).isEqualTo(new Replay.Result(1, 0, 1));
    }

    @Test
    void droppedRecordLeavesTheNumbersOfOtherLinesAlone() throws IOException {
        Files.writeString(input.resolve("clicks.csv"), HEADER + BROKEN + "\r\n" + LAST + ",\n");
        Replay.Result result = replay(drop("clicks.csv", HEADER.length()));
        assertThat(Files.readString(out.resolve("clicks.csv"))).isEqualTo(HEADER + "\r\n" + LAST + ",\n");
        assertThat(result).isEqualTo(new Replay.Result(0, 1, 1));
        assertThat(Reading.of(new InputSpec(Kind.EVENTS, out), LONGEST)
                        .letters()
                        .get(0)
                        .getLine())
                .isEqualTo(3);
    }

    @Test
    void recordsWithoutARepairStayAndSoDoOtherFiles() throws IOException {
        Files.writeString(input.resolve("clicks.csv"), HEADER + BROKEN + "\n");
        Files.createDirectories(input.resolve("purchases"));
        byte[] refunds = gzip("refund_id,purchase_id,click_id,event_time_ms,amount\n");
        Files.write(input.resolve("refunds.csv.gz"), refunds);
        Files.writeString(input.resolve("purchases/day-1.csv"), "purchase_id,click_id,event_time_ms,amount\np,c,0,x\n");
        Files.writeString(input.resolve("ledger.json"), "{}");
        long purchase = "purchase_id,click_id,event_time_ms,amount\n".length();
        Replay.Result result = replay(
                repair("clicks.csv", HEADER.length(), BROKEN),
                repair("purchases/day-1.csv", purchase, "p,c,1746028800000,1"));
        assertThat(result).isEqualTo(new Replay.Result(1, 0, 1));
        assertThat(out.resolve("clicks.csv")).hasSameBinaryContentAs(input.resolve("clicks.csv"));
        assertThat(out.resolve("purchases/day-1.csv")).content().endsWith("\np,c,1746028800000,1\n");
        assertThat(Files.readAllBytes(out.resolve("refunds.csv.gz"))).isEqualTo(refunds);
        assertThat(out.resolve("ledger.json")).doesNotExist();
    }

    @Test
    void recordThatWasCutIsReplacedWhole() throws IOException {
        String text = HEADER + "x".repeat(200_000) + "\n" + LAST + "\n";
        Files.writeString(input.resolve("clicks.csv"), text);
        InputSpec spec = new InputSpec(Kind.EVENTS, input);
        LetterFolder letters = Reading.write(
                folder.resolve("letters"), Reading.of(spec, 1 << 10).letters());
        Replay replay = Replay.prepare(letters, spec, List.of(repair("clicks.csv", HEADER.length(), REPAIRED)));
        replay.write(out);
        assertThat(Files.readString(out.resolve("clicks.csv"))).isEqualTo(HEADER + REPAIRED + "\n" + LAST + "\n");
    }

    @Test
    void recordWhoseBytesWereNotKeptIsReplacedIfALineStandsThere() throws IOException {
        Files.writeString(input.resolve("clicks.csv"), HEADER + BROKEN + "\n" + LAST + "\n");
        DeadLetter letter = letters().get(0);
        letter.put("raw", ByteBuffer.allocate(0));
        LetterFolder letters = Reading.write(folder.resolve("letters"), List.of(letter));
        InputSpec spec = new InputSpec(Kind.EVENTS, input);
        Replay replay = Replay.prepare(letters, spec, List.of(repair("clicks.csv", HEADER.length(), REPAIRED)));
        replay.write(out);
        assertThat(Files.readString(out.resolve("clicks.csv"))).isEqualTo(HEADER + REPAIRED + "\n" + LAST + "\n");

        Files.writeString(input.resolve("clicks.csv"), HEADER + BROKEN + ",\n" + LAST + "\n");
        assertThatThrownBy(() -> replay.write(Files.createDirectories(folder.resolve("other"))))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("found a longer line");
    }

    @Test
    void changedFileIsRefused() throws IOException {
        Files.writeString(input.resolve("clicks.csv"), HEADER + BROKEN + "\n");
        LetterFolder letters = Reading.write(folder.resolve("letters"), letters());
        InputSpec spec = new InputSpec(Kind.EVENTS, input);
        Replay replay = Replay.prepare(letters, spec, List.of(repair("clicks.csv", HEADER.length(), REPAIRED)));
        String place = "repairs.jsonl:1: expected the record '" + BROKEN + "' of " + BROKEN.length()
                + " bytes in clicks.csv at byte " + HEADER.length() + ", found ";
        refused(replay, HEADER + BROKEN.replace('b', 'B') + "\n", place + "'c2,u2,i2,yesterday,Blue'");
        refused(replay, HEADER + BROKEN + "\rx\n", place + "a longer line");
        refused(replay, HEADER.replace('\n', ' ') + BROKEN + "\n", place + "the middle of a line");
        refused(replay, HEADER + BROKEN.substring(1), place + "'2,u2,i2,yesterday,blue'");
        refused(replay, HEADER.substring(1), place + "the end of the file at byte " + (HEADER.length() - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r", "\n", "\r\n"})
    void lastLineMayEndInAnyWay(String end) throws IOException {
        Files.writeString(input.resolve("clicks.csv"), HEADER + BROKEN + end);
        replay(repair("clicks.csv", HEADER.length(), REPAIRED));
        assertThat(Files.readString(out.resolve("clicks.csv"))).isEqualTo(HEADER + REPAIRED + end);
    }

    private void refused(Replay replay, String content, String message) throws IOException {
        Files.writeString(input.resolve("clicks.csv"), content);
        Path to = Files.createTempDirectory(folder, "to");
        assertThatThrownBy(() -> replay.write(to))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void repairsThatFitNothingAreRefusedBeforeAnythingIsWritten() throws IOException {
        Files.writeString(input.resolve("clicks.csv"), HEADER + BROKEN + "\n");
        long there = HEADER.length();
        refused("found clicks.csv at byte 7", repair("clicks.csv", 7, REPAIRED));
        refused("found ..\\\\clicks.csv at byte " + there, repair("..\\clicks.csv", there, REPAIRED));
        refused(
                "repairs.jsonl:1: expected one repair of a record, found another in repairs.jsonl:1",
                repair("clicks.csv", there, REPAIRED),
                drop("clicks.csv", there));
        refused("\"drop\": true to drop it, found nothing", repair("clicks.csv", there, ""));
    }

    @Test
    void recordsOfAvroFilesAreRefusedInOneLine() throws IOException {
        Files.writeString(input.resolve("clicks.csv"), HEADER);
        Files.writeString(input.resolve("purchases.avro"), "");
        DeadLetter letter = letter("purchases.avro", RecordKind.PURCHASE);
        assertThatThrownBy(() -> Replay.prepare(
                        Reading.write(folder.resolve("letters"), List.of(letter)),
                        new InputSpec(Kind.EVENTS, input),
                        List.of(repair("purchases.avro", 5, "x"))))
                .isInstanceOf(InputException.class)
                .hasMessage("repairs.jsonl:1: expected a file of lines, since an Avro record cannot be replaced in its"
                        + " block, found purchases.avro");
    }

    @Test
    void lettersThatNobodyEditedChangeNothing() throws IOException {
        Files.writeString(input.resolve("clicks.csv"), HEADER + BROKEN + "\n");
        DeadLetter click = letters().get(0);
        Files.writeString(input.resolve("purchases.avro"), "");
        DeadLetter first = letter("purchases.avro", RecordKind.PURCHASE);
        DeadLetter second = letter("purchases.avro", RecordKind.PURCHASE);
        second.put("raw", ByteBuffer.wrap(new byte[] {'z'}));
        Replay replay = Replay.prepare(
                Reading.write(folder.resolve("letters"), List.of(click, first, second)),
                new InputSpec(Kind.EVENTS, input),
                List.of(
                        repair("purchases.avro", 5, "y"),
                        repair("purchases.avro", 5, "z"),
                        repair("clicks.csv", HEADER.length(), BROKEN)));
        replay.write(out);
        assertThat(replay.result()).isEqualTo(new Replay.Result(0, 0, 3));
        assertThat(out.resolve("clicks.csv")).hasSameBinaryContentAs(input.resolve("clicks.csv"));
    }

    @Test
    void samplesAndFilesElsewhereAreNoPlacesOfTheInput() throws IOException {
        Files.writeString(input.resolve("clicks.csv"), HEADER);
        LetterFolder letters = Reading.write(
                folder.resolve("letters"),
                List.of(letter("variant wild", RecordKind.SAMPLE), letter("other.csv", RecordKind.CLICK)));
        InputSpec spec = new InputSpec(Kind.EVENTS, input);
        assertThatThrownBy(() -> Replay.prepare(letters, spec, List.of(repair("variant wild", 5, "x"))))
                .hasMessageContaining("expected the place of a dead letter of a file");
        assertThatThrownBy(() -> Replay.prepare(letters, spec, List.of(repair("other.csv", 5, "x"))))
                .hasMessage("repairs.jsonl:1: expected a file of the input " + input + ", found other.csv");
    }

    private void refused(String message, Repair... repairs) throws IOException {
        List<DeadLetter> letters = letters();
        assertThatThrownBy(() -> Replay.prepare(
                        Reading.write(folder.resolve("letters"), letters),
                        new InputSpec(Kind.EVENTS, input),
                        List.of(repairs)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    private static DeadLetter letter(String source, RecordKind kind) {
        return DeadLetter.newBuilder()
                .setKind(kind)
                .setReason("MALFORMED")
                .setDetail("")
                .setSource(source)
                .setOffset(5)
                .setLength(1)
                .setRaw(ByteBuffer.wrap(new byte[] {'y'}))
                .setJobVersion("test")
                .build();
    }

    private static Repair repair(String source, long offset, String instead) {
        return new Repair("repairs.jsonl:1", source, offset, instead.getBytes(StandardCharsets.UTF_8));
    }

    private static Repair drop(String source, long offset) {
        return new Repair("repairs.jsonl:1", source, offset, null);
    }

    private long offset(String file, String record) throws IOException {
        return Files.readString(input.resolve(file)).indexOf(record);
    }

    private List<DeadLetter> letters() throws IOException {
        return Reading.of(new InputSpec(Kind.EVENTS, input), LONGEST).letters();
    }

    private Replay.Result replay(Repair... repairs) throws IOException {
        LetterFolder letters = Reading.write(folder.resolve("letters"), letters());
        Replay replay = Replay.prepare(letters, new InputSpec(Kind.EVENTS, input), List.of(repairs));
        replay.write(out);
        return replay.result();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[] a, byte[] b) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(a);
        bytes.write(b);
        return bytes.toByteArray();
    }

    private static String gunzip(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

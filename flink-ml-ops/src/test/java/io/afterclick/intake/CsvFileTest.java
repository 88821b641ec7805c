package io.afterclick.intake;

import static io.afterclick.intake.Intake.CLICKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.EventKind;
import io.afterclick.event.Purchase;
import io.afterclick.event.RefusalReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole files of comma-separated values, plain and compressed. */
final class CsvFileTest {

    private static final String HEADER = "purchase_id,click_id,event_time_ms,amount";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void lineEndsAreNoPartOfRecords(String end) throws IOException {
        InputFile file = purchases(HEADER + end + row("p1") + end + row("p2") + end + end);
        List<Parsed> read = Intake.read(file, Intake.settings());
        assertThat(read).hasSize(2);
        assertThat(Intake.only(read.get(1))).isEqualTo(new Purchase("p2", "c", CLICKED, 1_500_000));
        assertThat(read.get(1).arrivals().get(0).raw().bytes()).asString().isEqualTo(row("p2"));
    }

    @Test
    void byteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        InputFile file = purchases("\uFEFF" + HEADER + "\r\n" + row("p"));
        assertThat(Intake.read(file, Intake.settings()))
                .hasSize(1)
                .allMatch(read -> read.refused().isEmpty());
    }

    @Test
    void headerAloneHoldsNoRecords() throws IOException {
        assertThat(Intake.read(purchases(HEADER), Intake.settings())).isEmpty();
        assertThat(Intake.read(purchases(HEADER + "\n\n"), Intake.settings())).isEmpty();
    }

    @Test
    void emptyFileHoldsNoRecordsButDeclaresNoFeaturesEither() throws IOException {
        assertThat(Intake.read(purchases(""), Intake.settings())).isEmpty();
        InputFile clicks =
                Intake.file(InputFormat.CSV, EventKind.CLICK, Intake.write(folder.resolve("clicks.csv"), "\n"));
        assertThatThrownBy(() -> Intake.files().declaredFeatures(clicks))
                .isInstanceOf(InputException.class)
                .hasMessage("clicks.csv:1: expected records, found an empty file");
    }

    @Test
    void oneBadLineLosesNoOther() throws IOException {
        InputFile file = purchases(HEADER + "\n" + row("p1") + "\n\"oops\n" + row("p2") + "\n");
        List<Parsed> read = Intake.read(file, Intake.settings());
        assertThat(read).hasSize(3);
        assertThat(Intake.refused(read.get(1)).raw().origin())
                .hasToString(
                        "purchases.csv:3 (byte " + (HEADER.length() + row("p1").length() + 2) + ")");
        assertThat(Intake.only(read.get(2)).id()).isEqualTo("p2");
    }

    @Test
    void recordOneByteOverTheLimitIsMalformedAndOneAtTheLimitIsNot() throws IOException {
        int longest = row("p1").length();
        IntakeSettings settings = new IntakeSettings(List.of(), 0, Intake.LATEST, longest, false);
        for (String end : List.of("\n", "\r\n", "")) {
            // Cut at the limit, the last digit would be missing and the amount another.
            List<Parsed> read =
                    Intake.read(purchases(HEADER + "\n" + row("p1") + "\n" + row("p1") + "9" + end), settings);
            assertThat(Intake.only(read.get(0)).id()).isEqualTo("p1");
            assertThat(Intake.refused(read.get(1)).detail())
                    .isEqualTo("record: expected at most " + longest + " bytes, found '" + (longest + 1) + " bytes'");
        }
    }

    @Test
    void everyPositionOfAPlainOrCompressedFileLeadsToTheSameRest() throws IOException {
        StringBuilder text = new StringBuilder("\uFEFF" + HEADER + "\r\n");
        for (int i = 0; i < 50; i++) {
            text.append(i % 7 == 3 ? "bad" : row("p" + i))
                    .append(i % 3 == 0 ? "\r\n" : "\n")
                    .append(i % 5 == 0 ? "\n" : "");
        }
        InputFile plain = purchases(text.toString());
        Path packed = Files.write(
                folder.resolve("purchases.csv.gz"), Intake.gzip(text.toString().getBytes(StandardCharsets.UTF_8)));
        for (InputFile file : List.of(plain, Intake.file(InputFormat.CSV, EventKind.PURCHASE, packed))) {
            List<String> all = Intake.shown(Intake.read(file, Intake.settings()));
            List<FilePosition> positions = Intake.positions(file, Intake.settings());
            assertThat(positions).hasSize(51);
            for (int i = 0; i < positions.size(); i++) {
                assertThat(Intake.shown(Intake.read(file, Intake.settings(), positions.get(i))))
                        .isEqualTo(all.subList(i, all.size()));
            }
        }
    }

    @Test
    void compressedFileMayHaveSeveralMembers() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (String part : List.of(HEADER + "\n", row("p1") + "\np", row("2") + "\n")) {
            members.write(Intake.gzip(part.getBytes(StandardCharsets.UTF_8)));
        }
        Path path = Files.write(folder.resolve("purchases.csv.gz"), members.toByteArray());
        List<Parsed> read = Intake.read(Intake.file(InputFormat.CSV, EventKind.PURCHASE, path), Intake.settings());
        assertThat(read).extracting(parsed -> Intake.only(parsed).id()).containsExactly("p1", "p2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "empty", "plain"})
    void brokenCompressionIsOneLineThatNamesTheFile(String damage) throws IOException {
        byte[] packed = Intake.gzip((HEADER + "\n" + row("p1") + "\n").getBytes(StandardCharsets.UTF_8));
        byte[] bytes = switch (damage) {
            case "cut" -> java.util.Arrays.copyOf(packed, packed.length - 12);
            case "empty" -> new byte[0];
            default -> HEADER.getBytes(StandardCharsets.UTF_8);
        };
        Path path = Files.write(folder.resolve("purchases.csv.gz"), bytes);
        assertThatThrownBy(() -> Intake.read(Intake.file(InputFormat.CSV, EventKind.PURCHASE, path), Intake.settings()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("purchases.csv.gz:")
                .hasMessageContaining("expected a gzip file")
                .message()
                .doesNotContain("\n", "null");
    }

    @Test
    void textsThatAreNoCsvStayRefusedWithTheirReason() throws IOException {
        List<Parsed> read = Intake.read(purchases(HEADER + "\n\u0000\u0001\n"), Intake.settings());
        assertThat(Intake.refused(read.get(0)).reason()).isEqualTo(RefusalReason.MALFORMED);
    }

    private InputFile purchases(String text) throws IOException {
        return Intake.file(InputFormat.CSV, EventKind.PURCHASE, Intake.write(folder.resolve("purchases.csv"), text));
    }

    private static String row(String id) {
        return id + ",c," + CLICKED + ",1.5";
    }
}

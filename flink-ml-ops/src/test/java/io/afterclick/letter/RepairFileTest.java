package io.afterclick.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.intake.InputException;
import io.afterclick.schemas.DeadLetter;
import io.afterclick.schemas.RecordKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RepairFileTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsWrittenIsReadBackWhateverItsBytes(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder lines = new StringBuilder();
        byte[][] raws = new byte[50][];
        for (int i = 0; i < raws.length; i++) {
            raws[i] = seed % 2 == 0
                    ? "\"\u00fc\\\t\u0001{}\u2028".repeat(i).getBytes(StandardCharsets.UTF_8)
                    : new byte[i];
            if (seed % 2 != 0) {
                random.nextBytes(raws[i]);
            }
            for (int at = 0; at < raws[i].length; at++) {
                // A record is a line.
                raws[i][at] = raws[i][at] == '\n' ? (byte) ' ' : raws[i][at];
            }
            lines.append(LetterJson.line(new NumberedLetter(i + 1, letter(RecordKind.CLICK, raws[i], i))))
                    .append("\n");
        }
        List<Repair> repairs = read(lines.toString());
        assertThat(repairs).hasSize(raws.length);
        for (int i = 0; i < raws.length; i++) {
            Repair repair = repairs.get(i);
            assertThat(repair.where()).isEqualTo("repairs.jsonl:" + (i + 1));
            assertThat(repair.source()).isEqualTo("clicks.csv");
            assertThat(repair.offset()).isEqualTo(i);
            assertThat(repair.instead()).isEqualTo(raws[i]);
        }
    }

    @Test
    void textMayBeGivenForWhatWasNone() throws IOException {
        List<Repair> repairs = read("""
                {"source": "a", "offset": 1, "foundBase64": "wyg=", "raw": "sound"}

                {"source": "a", "offset": 9, "drop": true, "raw": "whatever"}
                """);
        assertThat(repairs.get(0).instead()).asString().isEqualTo("sound");
        assertThat(repairs.get(1).instead()).isNull();
    }

    @Test
    void samplesArePassedOver() throws IOException {
        String line = LetterJson.line(new NumberedLetter(1, letter(RecordKind.SAMPLE, new byte[] {'x'}, 0)));
        assertThat(read(line)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sound, but no JSON                              | expected a JSON object, found ",
                "[1]                                             | expected a JSON object, found [1]",
                "{}                                              | expected the name of a file in source, found none",
                "{\"source\":\"a\",\"raw\":\"x\"}               | expected a byte of the file in offset, found none",
                "{\"source\":\"a\",\"offset\":-1,\"raw\":\"x\"} | expected a byte of the file in offset, found -1",
                "{\"source\":\"a\",\"offset\":1.5,\"raw\":\"\"} | expected a byte of the file in offset, found 1.5",
                "{\"source\":\"a\",\"offset\":1,\"drop\":\"no\"} | expected true or false in drop, found \"no\"",
                "{\"source\":\"a\",\"offset\":1}                | expected either raw or rawBase64, found neither",
                "{\"source\":\"a\",\"offset\":1,\"raw\":\"\",\"rawBase64\":\"\"} | found both",
                "{\"source\":\"a\",\"offset\":1,\"rawBase64\":\"?\"} | expected Base64 in rawBase64, found \"?\"",
                "{\"source\":\"a\",\"offset\":1,\"raw\":\"x\\ny\"} | expected one line in place of one line, found",
            })
    void mistakesNameTheirLine(String line, String message) {
        assertThatThrownBy(() -> read("\n" + line + "\n"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("repairs.jsonl:2: ")
                .hasMessageContaining(message);
    }

    @Test
    void otherEncodingsAreRefused() throws IOException {
        Path file = folder.resolve("repairs.jsonl");
        Files.write(file, new byte[] {'{', (byte) 0xFF, '}'});
        assertThatThrownBy(() -> RepairFile.read(file)).hasMessageContaining("expected UTF-8 text");
        assertThatThrownBy(() -> RepairFile.read(folder.resolve("none")))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("found nothing");
    }

    private List<Repair> read(String lines) throws IOException {
        return RepairFile.read(Files.writeString(folder.resolve("repairs.jsonl"), lines));
    }

    private static DeadLetter letter(RecordKind kind, byte[] raw, long offset) {
        return DeadLetter.newBuilder()
                .setKind(kind)
                .setReason("MALFORMED")
                .setDetail("a \"detail\"")
                .setSource("clicks.csv")
                .setLine(offset + 2)
                .setOffset(offset)
                .setLength(raw.length)
                .setRaw(ByteBuffer.wrap(raw))
                .setJobVersion("test")
                .build();
    }
}

package io.afterclick.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run reads, and in which order. */
final class InputSpecTest {

    @TempDir
    Path folder;

    @Test
    void filesOfAKindComeInNameOrderFromTheFolderAndItsOwnSubfolder() throws IOException {
        touch("clicks2.csv", "clicks.jsonl", "clicks-10.csv", "clicks-9.CSV.GZ", "clicks.avro", "clicks.csv.gz");
        touch("clicks/part-1.csv", "clicks/part-0.jsonl.gz", "purchases.csv", "refunds/any.avro");
        assertThat(InputSpec.eventFiles(folder, EventKind.CLICK))
                .extracting(InputFile::name)
                .containsExactly(
                        "clicks-10.csv",
                        "clicks-9.CSV.GZ",
                        "clicks.avro",
                        "clicks.csv.gz",
                        "clicks.jsonl",
                        "clicks/part-0.jsonl.gz",
                        "clicks/part-1.csv",
                        "clicks2.csv");
        assertThat(InputSpec.eventFiles(folder, EventKind.REFUND))
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.name()).isEqualTo("refunds/any.avro");
                    assertThat(file.format()).isEqualTo(InputFormat.AVRO);
                    assertThat(file.kind()).isEqualTo(EventKind.REFUND);
                    assertThat(Path.of(file.path())).exists();
                });
    }

    @Test
    void whatIsNoFileOfEventsIsPassedOver() throws IOException {
        touch("clicks.csv.tmp", "clicks.txt", "clicks.avro.gz", "clicks", "my-clicks.csv", "refund.csv");
        touch("purchases/.hidden.csv", "purchases/_SUCCESS", "purchases/_part.csv", "purchases/deeper/part.csv");
        Files.createDirectory(folder.resolve("purchases.csv"));
        for (EventKind kind : EventKind.values()) {
            assertThat(InputSpec.eventFiles(folder, kind)).isEmpty();
        }
    }

    @Test
    void folderThatCannotBeListedIsOneLine() {
        assertThatThrownBy(() -> InputSpec.eventFiles(folder.resolve("none"), EventKind.CLICK))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected a folder that can be listed");
    }

    @Test
    void specNamesKindAndPath() throws IOException {
        touch("c:d.tsv");
        InputSpec cascade = InputSpec.parse("cascade:" + folder.resolve("c:d.tsv"));
        assertThat(cascade.kind()).isEqualTo(InputSpec.Kind.CASCADE);
        assertThat(cascade.sources()).containsExactly(EventKind.CLICK);
        assertThat(cascade.files(EventKind.CLICK))
                .containsExactly(Intake.file(InputFormat.CASCADE, EventKind.CLICK, folder.resolve("c:d.tsv")));
        InputSpec events = InputSpec.parse("events:" + folder);
        assertThat(events.sources()).containsExactly(EventKind.values());
        assertThat(events.files(EventKind.CLICK)).isEmpty();
        assertThat(InputSpec.parse("trace:" + folder.resolve("c:d.tsv"))
                        .files(EventKind.CLICK)
                        .get(0)
                        .format())
                .isEqualTo(InputFormat.TRACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "clicks.csv", "kafka:topic", "CASCADE:x", "events:", "cascade: ", "trace:a\0b"})
    void otherSpecsAreRefusedInOneLine(String spec) {
        assertThatThrownBy(() -> InputSpec.parse(spec))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("input: expected cascade:FILE, trace:FILE or events:DIR, found '")
                .message()
                .doesNotContain("\n", "\0");
    }

    @Test
    void missingPathsAreNamed() throws IOException {
        touch("file.tsv");
        assertThatThrownBy(() -> InputSpec.parse("events:" + folder.resolve("none")))
                .hasMessage("input: expected a folder " + folder.resolve("none") + ", found nothing");
        assertThatThrownBy(() -> InputSpec.parse("events:" + folder.resolve("file.tsv")))
                .hasMessage("input: expected a folder " + folder.resolve("file.tsv") + ", found something else");
        assertThatThrownBy(() -> InputSpec.parse("trace:" + folder))
                .hasMessage("input: expected a file " + folder + ", found something else");
    }

    @ParameterizedTest
    @CsvSource({
        "a.csv,CSV,false",
        "a.csv.gz,CSV,true",
        "A.CSV,CSV,false",
        "a.jsonl.gz,JSONL,true",
        "a.avro,AVRO,false",
        "a.avro.gz,,true",
        "a.json,,false",
        "csv,,false",
        "a.gz,,true"
    })
    void endingsTellFormatAndCompression(String name, InputFormat format, boolean compressed) {
        assertThat(InputFormat.ofEnding(name)).isEqualTo(format);
        assertThat(InputFormat.isCompressed(name)).isEqualTo(compressed);
    }

    private void touch(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }
}

package io.afterclick.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One record cannot ask for more than a record is worth; a file that as a whole does is refused before anything begins. */
final class RecordLimitsTest {

    private static final String SOUND = "{\"click_id\":\"c\",\"event_time_ms\":1746144000000,\"brand\":\"b\"}";

    @TempDir
    private Path folder = Path.of("");

    private static String wide(int fields) {
        return IntStream.range(0, fields).mapToObj(i -> "\"f" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void recordOfTooManyFieldsIsADeadLetterAmongGoodOnes() throws IOException {
        Path path =
                Intake.write(folder.resolve("clicks.jsonl"), wide(EventRules.MOST_FIELDS + 1) + "\n" + SOUND + "\n");
        InputFile file = Intake.file(InputFormat.JSONL, EventKind.CLICK, path);
        // Nor does it decide what the features of the run are.
        assertThat(Intake.files().declaredFeatures(file)).containsExactly("brand");
        List<Parsed> read = Intake.read(file, Intake.settings("brand"));
        assertThat(read).hasSize(2);
        Refused refused = Intake.refused(read.get(0));
        assertThat(refused.reason()).isEqualTo(RefusalReason.MALFORMED);
        assertThat(refused.detail()).isEqualTo("record: expected at most 4096 fields, found 'more'");
        assertThat(Intake.only(read.get(1)).id()).isEqualTo("c");
    }

    @Test
    void asManyFieldsAsAllowedAreTaken() {
        JsonParser parser = new JsonParser(RecordLayout.ofClicks(List.of()), Intake.RULES);
        String most = SOUND.substring(0, SOUND.length() - 1) + ","
                + wide(EventRules.MOST_FIELDS - 3).substring(1);
        assertThat(Intake.only(parser.parse(Intake.raw(most))).id()).isEqualTo("c");
    }

    @Test
    void headerOfTooManyColumnsIsRefused() throws IOException {
        String commas = ",x".repeat(EventRules.MOST_FIELDS);
        assertThatThrownBy(() -> CsvParser.header("clicks.csv", ("x" + commas).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InputException.class)
                .hasMessage("clicks.csv:1: expected at most 4096 columns, found 4097");
        InputFile cascade = Intake.file(
                InputFormat.CASCADE,
                EventKind.CLICK,
                Intake.write(folder.resolve("rows.tsv"), "1\t-1\t-1" + "\t0".repeat(EventRules.MOST_FIELDS) + "\n"));
        assertThatThrownBy(() -> Intake.files().declaredFeatures(cascade))
                .isInstanceOf(InputException.class)
                .hasMessage("rows.tsv:1: expected at most 4096 columns, found 4099");
    }

    @Test
    void rowNumberBeyondItsTableIsInvalidIfAModelIsToTakeIt() throws IOException {
        Path path = Intake.write(folder.resolve("rows.tsv"), "1\t-1\t-1\t3\t9\n2\t-1\t-1\t4\t9\n");
        InputFile file = Intake.file(InputFormat.CASCADE, EventKind.CLICK, path);
        IntakeSettings any = Intake.settings("feature_0", "feature_1");
        assertThat(Intake.read(file, any))
                .allSatisfy(parsed -> assertThat(parsed.refused()).isEmpty());
        List<Parsed> read = Intake.read(file, any.with(List.of(4L, 10L)));
        assertThat(Intake.only(read.get(0)).id()).isEqualTo("0000000000");
        Refused refused = Intake.refused(read.get(1));
        assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID);
        assertThat(refused.detail()).isEqualTo("feature_0: expected a row number below 4, found '4'");
    }
}

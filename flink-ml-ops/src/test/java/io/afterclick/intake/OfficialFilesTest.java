package io.afterclick.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.EventKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole official files: what they declare, and that headers, damage and compression move no row number. */
final class OfficialFilesTest {

    private static final String ZEROS = "\t0".repeat(21) + "\n";
    private static final String CASCADE =
            "1468800\t1468900\t-1\t0" + ZEROS + "1468810\t1469674\t-1\t1" + ZEROS + "1468820\t1468821\t-1\t2" + ZEROS;
    private static final String TRACE =
            IntStream.range(0, 22).mapToObj(f -> "feature_" + f + "\t").reduce("", String::concat)
                    + "click_time\tpay_time\tdirpay_amt\tmulti_tag\tcount\ttotal_counts\tprev_dirpay_amt\tprev_pay_time\n"
                    + "0\t".repeat(22) + "4924810\t[4924870]\t[100.0]\t0\t[1]\t1\t[0.0]\t[4924810]\n"
                    + "0\t".repeat(22) + "4924820\t[5520980]\t[50.0]\t0\t[1]\t1\t[0.0]\t[4924820]\n";

    @TempDir
    Path folder;

    @Test
    void rowsOfBothFilesAreNumberedFromZero() throws IOException {
        InputFile cascade = file(InputFormat.CASCADE, CASCADE);
        List<String> features = Intake.files().declaredFeatures(cascade);
        assertThat(features).hasSize(22).startsWith("feature_0", "feature_1").endsWith("feature_21");
        assertThat(clickIds(Intake.read(cascade, Intake.settings(features.toArray(String[]::new)))))
                .containsExactly("0000000000", "0000000001", "0000000002");
        InputFile trace = file(InputFormat.TRACE, TRACE);
        assertThat(Intake.files().declaredFeatures(trace)).isEqualTo(features);
        assertThat(clickIds(Intake.read(trace, Intake.settings(features.toArray(String[]::new)))))
                .containsExactly("0000000000", "0000000001");
    }

    @Test
    void damagedFirstRowCostsOneRow() throws IOException {
        InputFile file = file(InputFormat.CASCADE, "1468800\t1468\n" + CASCADE);
        List<String> features = Intake.files().declaredFeatures(file);
        assertThat(features).hasSize(22);
        List<Parsed> read = Intake.read(file, Intake.settings(features.toArray(String[]::new)));
        assertThat(read.get(0).refused()).hasSize(1);
        assertThat(clickIds(read.subList(1, 4))).containsExactly("0000000001", "0000000002", "0000000003");
    }

    @Test
    void everyPositionLeadsToTheSameRest() throws IOException {
        for (InputFile file : List.of(file(InputFormat.CASCADE, CASCADE), file(InputFormat.TRACE, "\uFEFF" + TRACE))) {
            IntakeSettings settings =
                    Intake.settings(Intake.files().declaredFeatures(file).toArray(String[]::new));
            List<String> all = Intake.shown(Intake.read(file, settings));
            List<FilePosition> positions = Intake.positions(file, settings);
            assertThat(positions).hasSize(all.size() + 1);
            for (int i = 0; i < positions.size(); i++) {
                assertThat(Intake.shown(Intake.read(file, settings, positions.get(i))))
                        .isEqualTo(all.subList(i, all.size()));
            }
        }
    }

    @Test
    void fileOfAnotherKindIsRefusedInOneLine() throws IOException {
        assertThatThrownBy(() -> Intake.files().declaredFeatures(file(InputFormat.TRACE, CASCADE)))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("TRACE.tsv:1: expected a header with the column click_time, found '1468800")
                .message()
                .doesNotContain("\n", "\t");
        assertThatThrownBy(() -> Intake.files().declaredFeatures(file(InputFormat.CASCADE, "")))
                .isInstanceOf(InputException.class)
                .hasMessage("CASCADE.tsv:1: expected records, found an empty file");
    }

    private static List<String> clickIds(List<Parsed> read) {
        return read.stream()
                .map(parsed -> parsed.arrivals().get(0).event().id())
                .toList();
    }

    private InputFile file(InputFormat format, String text) throws IOException {
        return Intake.file(format, EventKind.CLICK, Intake.write(folder.resolve(format + ".tsv"), text));
    }
}

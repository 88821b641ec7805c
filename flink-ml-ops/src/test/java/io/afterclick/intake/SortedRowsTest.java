package io.afterclick.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.EventKind;
import io.afterclick.event.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of official files in the order of their click times. */
final class SortedRowsTest {

    private static final String TRACE_HEADER = "f\tclick_time\tpay_time\tdirpay_amt";

    @TempDir
    Path folder;

    /** A row as it was read in the file's own order, with the time that places it. */
    private record Placed(long time, String shown) {}

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"CASCADE,1", "CASCADE,2", "CASCADE,3", "TRACE,4", "TRACE,5", "TRACE,6"})
    void sortedFileEqualsAStableSortAndEveryPositionLeadsToTheSameRest(InputFormat format, long seed)
            throws IOException {
        InputFile file = randomFile(format, new Random(seed), 300);
        List<Placed> placed = new ArrayList<>();
        long last = Long.MIN_VALUE;
        for (Parsed parsed : Intake.read(file, Intake.settings("f"))) {
            last = readableTime(parsed, format, last);
            placed.add(new Placed(last, Intake.shown(parsed)));
        }
        List<String> expected = placed.stream()
                .sorted(Comparator.comparingLong(Placed::time))
                .map(Placed::shown)
                .toList();
        assertThat(Intake.shown(Intake.read(file, Intake.sorted("f")))).isEqualTo(expected);
        List<FilePosition> positions = Intake.positions(file, Intake.sorted("f"));
        assertThat(positions).hasSize(expected.size() + 1);
        for (int i = 0; i < positions.size(); i += 37) {
            assertThat(Intake.shown(Intake.read(file, Intake.sorted("f"), positions.get(i))))
                    .isEqualTo(expected.subList(i, expected.size()));
        }
    }

    @Test
    void sortedRowsPassTheGateThatUnsortedOnesDoNot() throws IOException {
        InputFile file = Intake.file(
                InputFormat.CASCADE,
                EventKind.CLICK,
                Intake.write(folder.resolve("c.tsv"), "7\t-1\t-1\t0\n5\t-1\t-1\t0\n"));
        Admission sorted = new Admission(new LateGate(0, LateGate.NOTHING_YET), true);
        assertThat(Intake.read(file, Intake.sorted("f")))
                .extracting(
                        parsed -> sorted.admit(parsed).arrivals().get(0).event().id())
                .containsExactly("0000000001", "0000000000");
    }

    @Test
    void moreRowsThanTheIndexBeganWithAreSorted() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 5000; i > 0; i--) {
            rows.append(i / 3).append("\t-1\t-1\t").append(i).append('\n');
        }
        InputFile file = Intake.file(
                InputFormat.CASCADE, EventKind.CLICK, Intake.write(folder.resolve("c.tsv"), rows.toString()));
        List<Parsed> read = Intake.read(file, Intake.sorted("f"));
        assertThat(read)
                .hasSize(5000)
                .isSortedAccordingTo(Comparator.<Parsed>comparingLong(
                                parsed -> Intake.only(parsed).time())
                        .thenComparing(parsed -> Intake.only(parsed).id()));
    }

    @Test
    void compressedFileIsNotSorted() throws IOException {
        Path path =
                Files.write(folder.resolve("c.tsv.gz"), Intake.gzip("5\t-1\t-1\t0\n".getBytes(StandardCharsets.UTF_8)));
        InputFile file = Intake.file(InputFormat.CASCADE, EventKind.CLICK, path);
        assertThat(Intake.read(file, Intake.settings("f"))).hasSize(1);
        assertThatThrownBy(() -> Intake.read(file, Intake.sorted("f")))
                .isInstanceOf(InputException.class)
                .hasMessage("c.tsv.gz: expected an uncompressed file to sort, found a compressed one");
    }

    private static long readableTime(Parsed parsed, InputFormat format, long before) {
        RawRecord raw = parsed.arrivals().isEmpty()
                ? parsed.refused().get(0).raw()
                : parsed.arrivals().get(0).raw();
        String[] columns = new String(raw.bytes(), StandardCharsets.UTF_8).split("\t", -1);
        int column = format == InputFormat.TRACE ? 1 : 0;
        boolean readable = columns.length > column && columns[column].matches("-?\\d{1,18}");
        return readable ? Long.parseLong(columns[column]) : before;
    }

    private InputFile randomFile(InputFormat format, Random random, int rows) throws IOException {
        boolean trace = format == InputFormat.TRACE;
        StringBuilder text = new StringBuilder(trace ? TRACE_HEADER + "\n" : "");
        for (int i = 0; i < rows; i++) {
            String time = String.valueOf(1000 + random.nextInt(50));
            String row = trace ? i + "\t" + time + "\t[]\t[]" : time + "\t-1\t-1\t" + i;
            // The first rows tell how the file looks.
            text.append(i < 5 || random.nextInt(6) > 0 ? row : broken(row, random))
                    .append(random.nextInt(4) == 0 ? "\r\n" : "\n")
                    .append(random.nextInt(20) == 0 ? "\n" : "");
        }
        String cut = random.nextBoolean() ? text.toString() : text.toString().stripTrailing();
        return Intake.file(format, EventKind.CLICK, Intake.write(folder.resolve("rows.tsv"), cut));
    }

    private static String broken(String row, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "garbage";
            case 1 -> row.substring(0, random.nextInt(row.length() - 1) + 1);
            case 2 -> row.replace('1', 'x');
            case 3 -> row + "\r";
            default -> "\t" + row;
        };
    }
}

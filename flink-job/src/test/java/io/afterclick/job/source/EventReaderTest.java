package io.afterclick.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.intake.InputException;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventReaderTest {

    private static final long BOUND = 10_000;
    static final List<String> ENDINGS = InputFolder.EVENT_ENDINGS;

    private static final String[] CASCADE = {
        "10 12 -1 1", "20 -1 -1 2", "20 21 -1 3", "broken", "30 31 40 1", "45 -1 -1 1", "45 50 60 2"
    };
    private static final String[] SHUFFLED = {
        "45 -1 -1 1", "10 12 -1 1", "30 31 40 1", "broken", "20 -1 -1 2", "45 50 60 2", "20 21 -1 3"
    };
    private static final String[] TRACE = {
        "7 10 [12] [1.50]", "8 20 [] []", "9 20 [21,90] [3,4.25]", "broken", "7 45 [50] [1]"
    };

    @TempDir
    private Path folder = Path.of("");

    private InputFolder input = new InputFolder(folder);

    @BeforeEach
    void writeTo() {
        input = new InputFolder(folder);
    }

    @ParameterizedTest
    @FieldSource("ENDINGS")
    void restoredReaderGoesOnWithTheNextRecord(String ending) throws Exception {
        List<InputFile> files = List.of(
                input.clicks("clicks-1", ending, 10, 5, 20, 15, 100, 95, 101, 102),
                input.clicks("clicks-2", ending),
                input.clicks("clicks-3", ending, 93, 91, 92, 110, 50, 111, 100));
        List<String> whole = assertSameAfterEveryRecord(files, BOUND, false);
        assertThat(whole).filteredOn(line -> line.startsWith("LATE")).hasSize(3);
        boolean text = !ending.equals(".avro");
        assertThat(whole).filteredOn(line -> line.startsWith("MALFORMED")).hasSize(text ? 2 : 0);
    }

    @Test
    void restoredReaderOfOfficialRowsGoesOnWithTheNextRow() throws Exception {
        assertThat(assertSameAfterEveryRecord(List.of(input.rows(InputFormat.CASCADE, CASCADE)), BOUND, false))
                .hasSize(7)
                .startsWith("CLICK 0000000000 cascade.tsv:1 (byte 0) PURCHASE 0000000000-0000 cascade.tsv:1 (byte 0)");
        assertThat(assertSameAfterEveryRecord(List.of(input.rows(InputFormat.TRACE, TRACE)), BOUND, false))
                .hasSize(5);
    }

    @Test
    void restoredReaderOfSortedRowsGoesOnWithTheNextRow() throws Exception {
        List<String> sorted =
                assertSameAfterEveryRecord(List.of(input.rows(InputFormat.CASCADE, SHUFFLED)), BOUND, true);
        assertThat(sorted)
                .extracting(line -> line.replaceAll(".*tsv:(\\d).*", "$1"))
                .containsExactly("2", "5", "7", "3", "4", "1", "6");
    }

    @Test
    void restoredReaderOfSortedRowsUnderAHeaderGoesOnWithTheNextRow() throws Exception {
        String[] rows = {TRACE[4], TRACE[3], TRACE[2], TRACE[0], TRACE[1]};
        List<String> sorted = assertSameAfterEveryRecord(List.of(input.rows(InputFormat.TRACE, rows)), BOUND, true);
        assertThat(sorted)
                .extracting(line -> line.replaceAll(".*tsv:(\\d).*", "$1"))
                .containsExactly("5", "4", "6", "2", "3");
    }

    @Test
    void filesAreReadOneAfterTheOtherAndTheMaximumIsCarriedOn() throws Exception {
        List<InputFile> files =
                List.of(input.clicks("clicks-1", ".avro", 100, 95), input.clicks("clicks-2", ".avro", 90, 89, 101));
        try (ReaderHarness reader = ReaderHarness.start(InputFolder.settings(false), BOUND, files)) {
            assertThat(reader.readAll()).isEqualTo(InputStatus.END_OF_INPUT);
            assertThat(reader.records())
                    .extracting(line -> line.substring(0, line.indexOf('(') - 1))
                    .containsExactly(
                            "CLICK clicks-10 clicks-1.avro:1",
                            "CLICK clicks-11 clicks-1.avro:2",
                            "CLICK clicks-20 clicks-2.avro:1",
                            "LATE clicks-2.avro:2",
                            "CLICK clicks-22 clicks-2.avro:3");
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void watermarkStaysBelowEveryRecordThatMayStillCome(long seed) throws Exception {
        Random random = new Random(seed);
        long[] seconds = new long[3_000];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = i + random.nextLong(25);
        }
        List<InputFile> files = List.of(input.clicks("clicks", ".csv", seconds));
        try (ReaderHarness reader = ReaderHarness.start(InputFolder.settings(false), BOUND, files)) {
            reader.readAll();
            assertThat(reader.watermarks()).hasSizeGreaterThan(2 * 5);
            long last = Long.MIN_VALUE;
            for (int i = 0; i < reader.watermarks().size(); i += 2) {
                long maximum = reader.watermarks().get(i);
                long watermark = reader.watermarks().get(i + 1);
                assertThat(watermark).isEqualTo(maximum - BOUND - 1).isGreaterThanOrEqualTo(last);
                last = watermark;
            }
        }
    }

    @Test
    void recordThatIsRefusedMovesNoWatermark() throws Exception {
        InputFile file = input.clicks("clicks", ".csv", 10);
        long farFuture = InputFolder.DAY0 * 10;
        Files.writeString(
                Path.of(file.path()), Files.readString(Path.of(file.path())) + "x,u,i," + farFuture + ",red\n");
        try (ReaderHarness reader = ReaderHarness.start(InputFolder.settings(false), BOUND, List.of(file))) {
            reader.readAll();
            assertThat(reader.records()).last().asString().startsWith("INVALID");
            assertThat(reader.watermarks()).endsWith(InputFolder.DAY0 + 10_000 - BOUND - 1);
        }
    }

    @Test
    void officialRowsAllowNoDisorder() throws Exception {
        List<InputFile> files = List.of(input.rows(InputFormat.CASCADE, SHUFFLED));
        try (ReaderHarness reader = ReaderHarness.start(InputFolder.settings(false), BOUND, files)) {
            assertThatThrownBy(reader::readAll)
                    .as("the same input would fail again, so nothing is restarted")
                    .isInstanceOf(SuppressRestartsException.class)
                    .cause()
                    .isInstanceOf(InputException.class)
                    .hasMessage("cascade.tsv:2 (byte 11): expected rows in the order of their click times, found"
                            + " 2025-05-01T00:00:10Z after 2025-05-01T00:00:45Z; --sort reads them in order");
        }
        try (ReaderHarness reader = ReaderHarness.start(
                InputFolder.settings(false), BOUND, List.of(input.rows(InputFormat.CASCADE, CASCADE)))) {
            reader.readAll();
            assertThat(reader.watermarks()).endsWith(InputFolder.DAY0 + 45_000 - 1);
        }
    }

    @Test
    void disorderIsFoundAcrossARestoreToo() throws Exception {
        List<InputFile> files = List.of(input.rows(InputFormat.CASCADE, SHUFFLED));
        try (ReaderHarness before = ReaderHarness.start(InputFolder.settings(false), BOUND, files)) {
            before.read(1);
            try (ReaderHarness after = before.restore(InputFolder.settings(false), BOUND)) {
                assertThatThrownBy(after::readAll).isInstanceOf(SuppressRestartsException.class);
            }
        }
    }

    @Test
    void truncatedFileIsAnErrorOfTheInput() throws IOException {
        InputFile file = input.clicks(
                "clicks", ".csv.gz", new Random(1).longs(2_000, 0, 5).toArray());
        byte[] bytes = Files.readAllBytes(Path.of(file.path()));
        Files.write(Path.of(file.path()), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        ReaderHarness reader = ReaderHarness.start(InputFolder.settings(false), BOUND, List.of(file));
        assertThatThrownBy(reader::readAll)
                .isInstanceOf(SuppressRestartsException.class)
                .cause()
                .isInstanceOf(InputException.class)
                .hasMessageMatching("clicks\\.csv\\.gz:\\d+: expected a gzip file that unpacks to its end, found .+");
    }

    @Test
    void watchingReaderWaitsForTheNextFile() throws Exception {
        List<InputFile> files = List.of(input.clicks("clicks-1", ".avro", 100));
        try (ReaderHarness reader = ReaderHarness.watch(InputFolder.settings(false), BOUND, files)) {
            assertThat(reader.isAvailable()).isTrue();
            assertThat(reader.readAll()).isEqualTo(InputStatus.NOTHING_AVAILABLE);
            assertThat(reader.isAvailable()).isFalse();
            assertThat(reader.watermarks()).as("told before waiting").endsWith(InputFolder.DAY0 + 100_000 - BOUND - 1);
            reader.find(input.clicks("clicks-2", ".avro", 101, 50));
            assertThat(reader.isAvailable()).isTrue();
            assertThat(reader.readAll()).isEqualTo(InputStatus.NOTHING_AVAILABLE);
            assertThat(reader.records()).hasSize(3).element(2).asString().startsWith("LATE");
            try (ReaderHarness after = reader.restore(InputFolder.settings(false), BOUND)) {
                assertThat(after.readAll()).isEqualTo(InputStatus.NOTHING_AVAILABLE);
                assertThat(after.records()).isEmpty();
                assertThat(after.watermarks())
                        .as("what was known is said again")
                        .hasSize(2);
                after.find(input.clicks("clicks-3", ".avro", 90, 91));
                after.readAll();
                assertThat(after.records().get(0)).startsWith("LATE");
                assertThat(after.records().get(1)).startsWith("CLICK");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CASCADE", "TRACE"})
    void emptyFileIsNoError(InputFormat format) throws Exception {
        try (ReaderHarness reader =
                ReaderHarness.start(InputFolder.settings(false), BOUND, List.of(input.rows(format)))) {
            assertThat(reader.readAll()).isEqualTo(InputStatus.END_OF_INPUT);
            assertThat(reader.records()).isEmpty();
            assertThat(reader.watermarks()).isEmpty();
        }
    }

    /** Stops and restores after every record, and once after each number of records; returns what there is to read. */
    private static List<String> assertSameAfterEveryRecord(List<InputFile> files, long bound, boolean sort)
            throws Exception {
        List<String> whole;
        try (ReaderHarness reader = ReaderHarness.start(InputFolder.settings(sort), bound, files)) {
            reader.readAll();
            whole = List.copyOf(reader.records());
        }
        List<String> inSteps = new ArrayList<>();
        ReaderHarness stepping = ReaderHarness.start(InputFolder.settings(sort), bound, files);
        for (int records = 0; records <= whole.size(); records++) {
            try (ReaderHarness before = ReaderHarness.start(InputFolder.settings(sort), bound, files)) {
                before.read(records);
                try (ReaderHarness after = before.restore(InputFolder.settings(sort), bound)) {
                    assertThat(after.readAll()).isEqualTo(InputStatus.END_OF_INPUT);
                    List<String> found = new ArrayList<>(before.records());
                    found.addAll(after.records());
                    assertThat(found).as("restored after %d records", records).isEqualTo(whole);
                }
            }
            stepping.read(1);
            inSteps.addAll(stepping.records());
            ReaderHarness next = stepping.restore(InputFolder.settings(sort), bound);
            stepping.close();
            stepping = next;
        }
        stepping.close();
        assertThat(inSteps).as("restored after every record").isEqualTo(whole);
        return whole;
    }
}

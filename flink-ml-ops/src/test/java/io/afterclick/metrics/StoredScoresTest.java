package io.afterclick.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.afterclick.event.Packing;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes of accumulators come back, and those of a release stay readable by every later one. A new layout gets a new version
 * and a directory of its own, written once by {@code mvn test -pl flink-ml-ops -am -Dtest=StoredScoresTest
 * -Dstate.write=true -Dsurefire.failIfNoSpecifiedTests=false}; the bytes of earlier versions are never written again.
 */
class StoredScoresTest {

    static List<Family<?>> families() {
        return Family.all();
    }

    static Stream<Arguments> familiesAndVersions() {
        return Family.all().stream()
                .flatMap(family -> Stream.of(-1, 0, 2, 127).map(version -> Arguments.of(family, version)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    <A> void bytesOfVersion1AreRead(Family<A> family) throws IOException {
        A read = family.read(stored(family));
        assertThat(family.metrics().apply(read)).isEqualTo(family.metrics().apply(family.of(Row.rough(1, 20, false))));
    }

    /** If this fails, the layout has changed: count the version up and keep reading the earlier one. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    <A> void bytesOfThisVersionAreWrittenAsStored(Family<A> family) throws IOException {
        assertThat(family.bytes(family.of(Row.rough(1, 20, false)))).isEqualTo(stored(family));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    <A> void restoredOneGoesOnAsIfNeverStopped(Family<A> family) throws IOException {
        for (int stop = 0; stop <= 100; stop += 20) {
            List<Row> rows = Row.rough(stop, 100, stop % 40 == 0);
            A restored = family.read(family.bytes(family.of(rows.subList(0, stop))));
            family.add(restored, rows.subList(stop, 100));

            A unstopped = family.of(rows);
            assertThat(family.metrics().apply(restored))
                    .isEqualTo(family.metrics().apply(unstopped));
            assertThat(family.bytes(restored)).isEqualTo(family.bytes(unstopped));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    <A> void emptyOneTakesFewBytes(Family<A> family) throws IOException {
        byte[] bytes = family.bytes(family.empty().get());
        assertThat(bytes).hasSizeLessThan(16);
        assertThat(family.bytes(family.read(bytes))).isEqualTo(bytes);
    }

    @Test
    void predictionsInSinglePrecisionTakeHalfTheBytes() {
        ConversionScores singles = new ConversionScores();
        ConversionScores doubles = new ConversionScores();
        for (int row = 0; row < 1_000; row++) {
            singles.add(row / 1_000f, false);
            doubles.add(row / 1_000.0, false);
        }
        assertThat(Family.CONVERSIONS.bytes(singles)).hasSizeBetween(4_000, 4_010);
        assertThat(Family.CONVERSIONS.bytes(doubles)).hasSizeBetween(8_000, 8_010);
    }

    @ParameterizedTest(name = "{0}, version {1}")
    @MethodSource("familiesAndVersions")
    <A> void unknownVersionIsRefusedInOneLine(Family<A> family, int version) {
        byte[] bytes = family.bytes(family.empty().get());
        bytes[0] = (byte) version;
        assertThatIOException()
                .isThrownBy(() -> family.read(bytes))
                .withMessage("Layout of " + family.name() + ": expected version 1 or earlier, found " + version);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    <A> void cutBytesAreRefused(Family<A> family) {
        byte[] bytes = family.bytes(family.of(Row.rough(2, 20, true)));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIOException().isThrownBy(() -> family.read(cut)).isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    <A> void damagedSizeIsRefusedBeforeMemoryRunsOut(Family<A> family) throws IOException {
        for (long size : new long[] {-1, Integer.MAX_VALUE, Long.MAX_VALUE, 1_000_000_000}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(1);
            Packing.writeLong(size, new DataOutputStream(out));
            out.write(0);
            assertThatIOException().isThrownBy(() -> family.read(out.toByteArray()));
        }
    }

    @Test
    void valuesWithoutALabelAreRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        data.writeByte(GmvScores.VERSION);
        column(2).write(data);
        column(1).write(data);
        assertThatIOException()
                .isThrownBy(() -> Family.GMV.read(out.toByteArray()))
                .withMessage("GMV scores: expected a label for each of 2 predictions, found 1");
    }

    @Test
    void labelOfNoRowIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        data.writeByte(UserScores.VERSION);
        column(0).write(data);
        Packing.writeBytes(new byte[] {2}, data);
        assertThatIOException()
                .isThrownBy(() -> Family.USERS.read(out.toByteArray()))
                .withMessage("User scores: expected labels of 0 rows, found one of row 2");
    }

    @Test
    @EnabledIfSystemProperty(named = "state.write", matches = "true")
    void writeThisVersion() throws IOException {
        for (Family<?> family : Family.all()) {
            write(family);
        }
    }

    private static <A> void write(Family<A> family) throws IOException {
        Path file = Path.of("src/test/resources" + resource(family));
        Files.createDirectories(file.getParent());
        Files.write(file, family.bytes(family.of(Row.rough(1, 20, false))), StandardOpenOption.CREATE_NEW);
    }

    private static DoubleColumn column(int rows) {
        DoubleColumn column = new DoubleColumn();
        for (int row = 0; row < rows; row++) {
            column.add(row);
        }
        return column;
    }

    private static byte[] stored(Family<?> family) throws IOException {
        try (InputStream in = StoredScoresTest.class.getResourceAsStream(resource(family))) {
            if (in == null) {
                throw new AssertionError("expected the resource " + resource(family) + ", found none");
            }
            return in.readAllBytes();
        }
    }

    private static String resource(Family<?> family) {
        return "/state/metrics/v1/" + family.name().replace(' ', '-') + ".bin";
    }
}

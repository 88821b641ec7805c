package io.afterclick.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFileTest {

    private static final int ROWS = 20_001;
    private static final int DIM = 3;
    private static final List<TensorSpec> SPECS = List.of(
            TensorSpec.floats("table", ROWS, DIM),
            TensorSpec.of("steps", ElementType.I32, 5),
            TensorSpec.floats("none", 0, DIM),
            TensorSpec.floats("scalar"),
            TensorSpec.longs("ids", ROWS));

    @TempDir
    private Path folder;

    private final float[] table = new float[ROWS * DIM];
    private final long[] ids = new long[ROWS];
    private final int[] steps = {1, -2, 3, Integer.MAX_VALUE, Integer.MIN_VALUE};

    TensorFileTest() {
        Random random = new Random(3);
        for (int i = 0; i < table.length; i++) {
            table[i] = random.nextFloat();
        }
        table[1] = -0.0f;
        table[2] = Float.NaN;
        for (int i = 0; i < ids.length; i++) {
            ids[i] = random.nextLong();
        }
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = write("a", ROWS);
        try (TensorFileReader reader = TensorFileReader.open(file)) {
            assertThat(reader.specs()).containsExactlyInAnyOrderElementsOf(SPECS);
            assertThat(reader.metadata()).isEqualTo(Map.of("format", "pt", "b", "ü"));
            assertThat(reader.floats("table")).isEqualTo(table);
            assertThat(reader.floats("scalar")).containsExactly(42);
            assertThat(reader.floats("none")).isEmpty();
            long[] someIds = new long[ROWS];
            reader.read("ids", 0, someIds, 0, ROWS);
            assertThat(someIds).isEqualTo(ids);
            int[] someSteps = new int[6];
            reader.read("steps", 1, someSteps, 2, 4);
            assertThat(someSteps).containsExactly(0, 0, -2, 3, Integer.MAX_VALUE, Integer.MIN_VALUE);
            float[] row = new float[DIM];
            reader.read("table", 17L * DIM, row, 0, DIM);
            assertThat(row).containsExactly(table[51], table[52], table[53]);
        }
    }

    @Test
    void rowByRowGivesTheSameBytesAsAllAtOnce() throws IOException {
        assertThat(Files.readAllBytes(write("rows", 1))).isEqualTo(Files.readAllBytes(write("whole", ROWS)));
        assertThat(Files.readAllBytes(write("some", 777))).isEqualTo(Files.readAllBytes(folder.resolve("whole")));
    }

    @Test
    void theDigestIsThatOfTheFile() throws IOException {
        Path file = folder.resolve("d");
        try (TensorFileWriter writer = TensorFileWriter.create(file, List.of(TensorSpec.floats("x", 2)), Map.of())) {
            writer.append("x", new float[] {1, 2}, 0, 2);
            assertThat(writer.finish()).isEqualTo(Sha256.of(file)).isEqualTo(writer.finish());
        }
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Path file = folder.resolve("x");
        List<TensorSpec> specs =
                List.of(TensorSpec.floats("b", 1, 2), TensorSpec.longs("z", 1), TensorSpec.floats("a"));
        try (TensorFileWriter writer = TensorFileWriter.create(file, specs, Map.of("k", "v"))) {
            writer.append("z", new long[] {258}, 0, 1);
            writer.append("a", new float[] {1}, 0, 1);
            writer.append("b", new float[] {2, -0.0f}, 0, 2);
            writer.finish();
        }
        String json = "{\"__metadata__\":{\"k\":\"v\"},\"z\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[12,20]}}";
        String header = json + " ".repeat((8 - json.length() % 8) % 8);
        ByteBuffer expected = ByteBuffer.allocate(8 + header.length() + 20).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
        expected.putLong(258).putFloat(1).putFloat(2).putFloat(-0.0f);
        assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
    }

    @Test
    void aWriterTakesTensorsInItsOrderAndWhole() throws IOException {
        Path file = folder.resolve("w");
        List<TensorSpec> specs = List.of(TensorSpec.floats("a", 2), TensorSpec.floats("b", 2));
        try (TensorFileWriter writer = TensorFileWriter.create(file, specs, Map.of())) {
            assertThatThrownBy(() -> writer.append("b", new float[2], 0, 2))
                    .hasMessage("tensor b: expected F32 values of a, found F32 values for " + file);
            assertThatThrownBy(() -> writer.append("a", new long[2], 0, 2))
                    .hasMessage("tensor a: expected F32 values of a, found I64 values for " + file);
            assertThatThrownBy(() -> writer.append("a", new float[3], 0, 3))
                    .hasMessage("tensor a: expected at most 2 more elements, found 3 for " + file);
            writer.append("a", new float[2], 0, 2);
            writer.append("b", new float[2], 0, 1);
            assertThatThrownBy(writer::finish).hasMessage("tensor b: expected 2 elements, found 1 in " + file);
            writer.append("b", new float[2], 1, 2);
            assertThatThrownBy(() -> writer.append("b", new float[1], 0, 1))
                    .hasMessage("tensor b: expected no more values, found 1 for " + file);
            writer.finish();
        }
    }

    @Test
    void namesAreWrittenOnce() {
        List<TensorSpec> specs = List.of(TensorSpec.floats("a", 2), TensorSpec.longs("a", 2));
        assertThatThrownBy(() -> TensorFileWriter.create(folder.resolve("n"), specs, Map.of()))
                .hasMessageStartingWith("tensor a: expected a name of its own, found it taken");
        assertThat(folder.resolve("n")).doesNotExist();
    }

    @Test
    void aReaderIsAskedForWhatIsThere() throws IOException {
        Path file = write("r", ROWS);
        try (TensorFileReader reader = TensorFileReader.open(file)) {
            assertThatThrownBy(() -> reader.floats("other"))
                    .hasMessage("tensor other: expected in " + file + ", found none");
            assertThatThrownBy(() -> reader.floats("ids")).hasMessage("tensor ids: expected F32, found I64 in " + file);
            assertThatThrownBy(() -> reader.read("steps", 3, new int[9], 0, 3))
                    .hasMessage("tensor steps: expected elements up to 5, found a request for 3 from 3 in " + file);
        }
    }

    private Path write(String name, int rowsAtATime) throws IOException {
        Path file = folder.resolve(name);
        try (TensorFileWriter writer = TensorFileWriter.create(file, SPECS, Map.of("format", "pt", "b", "ü"))) {
            for (TensorSpec spec : writer.order()) {
                switch (spec.name()) {
                    case "steps" -> writer.append("steps", steps, 0, steps.length);
                    case "scalar" -> writer.append("scalar", new float[] {42}, 0, 1);
                    case "ids", "table" -> writeRows(writer, spec.name(), rowsAtATime);
                    default -> assertThat(spec.elements()).isZero();
                }
            }
            writer.finish();
        }
        return file;
    }

    private void writeRows(TensorFileWriter writer, String name, int rowsAtATime) throws IOException {
        for (int row = 0; row < ROWS; row += rowsAtATime) {
            int end = Math.min(ROWS, row + rowsAtATime);
            if (name.equals("ids")) {
                writer.append(name, ids, row, end);
            } else {
                writer.append(name, table, row * DIM, end * DIM);
            }
        }
    }
}

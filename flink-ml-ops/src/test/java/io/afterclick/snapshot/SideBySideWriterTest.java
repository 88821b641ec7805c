package io.afterclick.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SideBySideWriterTest {

    /** More than a buffer, and no multiple of one. */
    private static final int ROWS = 20_011;

    private static final List<TensorSpec> SPECS = List.of(
            TensorSpec.floats("b", ROWS, 3),
            TensorSpec.longs("b.ids", ROWS),
            TensorSpec.floats("a", 2),
            TensorSpec.floats("none", 0, 3));

    @TempDir
    private Path folder;

    private final float[] values = new float[3 * ROWS];
    private final long[] ids = new long[ROWS];
    private final float[] few = {1, -2};

    SideBySideWriterTest() {
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        for (int i = 0; i < ids.length; i++) {
            ids[i] = random.nextLong();
        }
    }

    @Test
    void givesTheBytesOfAFileWrittenFromFrontToBack() throws IOException {
        String expected;
        try (TensorFileWriter writer = TensorFileWriter.create(folder.resolve("front"), SPECS, Map.of())) {
            writer.append("b.ids", ids, 0, ROWS);
            writer.append("a", few, 0, 2);
            writer.append("b", values, 0, values.length);
            expected = writer.finish();
        }
        try (SideBySideWriter writer = SideBySideWriter.create(folder.resolve("side"), SPECS)) {
            writer.append("a", few, 0, 1);
            for (int row = 0; row < ROWS; row++) {
                writer.append("b", values, 3 * row, 3 * row + 3);
                writer.append("b.ids", ids, row, row + 1);
            }
            writer.append("a", few, 1, 2);
            assertThat(writer.finish()).isEqualTo(expected);
        }
        assertThat(Files.mismatch(folder.resolve("front"), folder.resolve("side")))
                .isEqualTo(-1);
    }

    @Test
    void refusesWhatDoesNotFit() throws IOException {
        Path path = folder.resolve("side");
        try (SideBySideWriter writer = SideBySideWriter.create(path, SPECS)) {
            assertThatThrownBy(() -> writer.append("c", few, 0, 1))
                    .hasMessage("tensor c: expected room for 1 elements of F32, found none in " + path);
            assertThatThrownBy(() -> writer.append("b.ids", few, 0, 1))
                    .hasMessage("tensor b.ids: expected room for 1 elements of F32, found " + ROWS + " more of I64 in "
                            + path);
            writer.append("a", few, 0, 1);
            assertThatThrownBy(() -> writer.append("a", few, 0, 2))
                    .hasMessage("tensor a: expected room for 2 elements of F32, found 1 more of F32 in " + path);
            writer.append("b.ids", ids, 0, ROWS);
            assertThatThrownBy(writer::finish).hasMessage("tensor a: expected 2 elements, found 1 in " + path);
        }
    }
}

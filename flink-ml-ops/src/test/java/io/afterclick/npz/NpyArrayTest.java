package io.afterclick.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.snapshot.ElementType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class NpyArrayTest {

    @Test
    void floatsAreReadRowByRow() throws IOException {
        byte[] npy = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", floats(1, -0.0f, 3, 4));
        NpyArray array = NpyArray.parse("a", npy);
        assertThat(array.shape()).isEqualTo(List.of(2L, 2L));
        assertThat(array.type()).isEqualTo(ElementType.F32);
        assertThat(array.floats()).containsExactly(1, -0.0f, 3, 4);
        assertThatThrownBy(array::longs).hasMessageContaining("expected I64, found F32");
    }

    @Test
    void aScalarHasNoShape() throws IOException {
        ByteBuffer value = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(-7);
        NpyArray array =
                NpyArray.parse("a", npy("{'descr': '<i8', 'fortran_order': False, 'shape': (), }", value.array()));
        assertThat(array.shape()).isEmpty();
        assertThat(array.longs()).containsExactly(-7);
    }

    @Test
    void otherLayoutsAreRefused() {
        assertRefused(
                "{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }", floats(1), "expected a C-order array");
        assertRefused(
                "{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }", floats(1), "expected a C-order array");
        assertRefused("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", floats(1, 2), "expected <f4");
        assertRefused(
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }",
                floats(1),
                "expected 12 bytes for [3], found 4");
        assertThatThrownBy(() -> NpyArray.parse("a", new byte[] {1, 2, 3})).hasMessageContaining("version 1.0");
    }

    @Test
    void anNpzIsAZipOfArrays() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("x.y.npy"));
            zip.write(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", floats(5)));
        }
        Npz npz = Npz.read(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(npz.names()).containsExactly("x.y");
        assertThat(npz.array("x.y").floats()).containsExactly(5);
        assertThatThrownBy(() -> npz.array("z")).hasMessage("Expected an array z, found none");
    }

    private static void assertRefused(String header, byte[] values, String message) {
        assertThatThrownBy(() -> NpyArray.parse("a", npy(header, values)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static byte[] npy(String header, byte[] values) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer bytes = ByteBuffer.allocate(10 + text.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.ISO_8859_1));
        bytes.put((byte) 1).put((byte) 0).putShort((short) text.length);
        return bytes.put(text).put(values).array();
    }
}

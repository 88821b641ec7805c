package io.afterclick.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    @ParameterizedTest(name = "{0} takes {1} bytes")
    @CsvSource({
        "0, 1",
        "-1, 1",
        "63, 1",
        "-64, 1",
        "64, 2",
        "-65, 2",
        "8191, 2",
        "8192, 3",
        "9223372036854775807, 10",
        "-9223372036854775808, 10"
    })
    void smallMagnitudesOfEitherSignAreShort(long value, int length) throws IOException {
        Packing.writeLong(value, out);
        assertThat(bytes.size()).isEqualTo(length);
        assertThat(Packing.readLong(in())).isEqualTo(value);
    }

    @Test
    void anyNumberComesBack() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            bytes.reset();
            Packing.writeLong(value, out);
            assertThat(Packing.readLong(in())).isEqualTo(value);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void intComesBack(int value) throws IOException {
        Packing.writeInt(value, out);
        assertThat(Packing.readInt(in())).isEqualTo(value);
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(strings = {"", " ", "plain", "größe", "衣服", "\uD83D\uDE00", "a\0b"})
    void textComesBack(String text) throws IOException {
        Packing.writeText(text, out);
        Packing.writeNullableText(text, out);
        DataInputStream in = in();
        assertThat(Packing.readText(in)).isEqualTo(text);
        assertThat(Packing.readNullableText(in)).isEqualTo(text);
        assertThat(in.available()).isZero();
    }

    @Test
    void noTextIsNotAnEmptyText() throws IOException {
        Packing.writeNullableText(null, out);
        assertThat(Packing.readNullableText(in())).isNull();
    }

    @Test
    void endlessNumberIsRefused() {
        byte[] endless = new byte[11];
        Arrays.fill(endless, (byte) 0x80);
        assertThatIOException()
                .isThrownBy(() -> Packing.readLong(new DataInputStream(new ByteArrayInputStream(endless))))
                .withMessage("Packed number: expected at most 10 bytes, found more");
    }

    @Test
    void negativeLengthIsRefused() throws IOException {
        Packing.writeInt(-5, out);
        assertThatIOException()
                .isThrownBy(() -> Packing.readBytes(in()))
                .withMessage("Packed size: expected 0 or more, found -5");
    }

    @Test
    void cutBytesAreRefused() throws IOException {
        Packing.writeInt(3, out);
        out.write(1);
        assertThatIOException().isThrownBy(() -> Packing.readBytes(in())).isInstanceOf(EOFException.class);
    }

    private DataInputStream in() {
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }
}

package io.afterclick.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged, cut, or made to mislead are refused in one line, whatever they say. */
class BadTensorFileTest {

    private static final String GOOD = "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
            + "'b':{'dtype':'I64','shape':[1],'data_offsets':[8,16]},'__metadata__':{'k':'v'}}";

    @TempDir
    private Path folder;

    @Test
    void theGoodFileIsRead() throws IOException {
        Path file = write(GOOD, 16);
        try (TensorFileReader reader = TensorFileReader.open(file)) {
            assertThat(reader.specs()).containsExactly(TensorSpec.floats("a", 2), TensorSpec.longs("b", 1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|expected START_OBJECT for \"header\", found START_ARRAY",
                "{'a':1}|expected START_OBJECT for \"a\", found VALUE_NUMBER_INT",
                "{|expected a JSON header of tensors, found: ",
                "{} {}|expected one JSON object as header, found more behind it",
                "{'a':{'dtype':'F32','shape':[2]}}|tensor a: expected dtype, shape and two data_offsets, found not all",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}}|expected dtype, shape and two data_offsets",
                "{'a':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}}|expected dtype F32, I32 or I64, found \"F64\"",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'x':1}}|expected dtype, shape and data_offsets, found x",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}|numbers of 0 or more as shape, found [] and -2",
                "{'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}|expected VALUE_NUMBER_INT for \"a.shape\"",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8,9]}}|at most 2 numbers of 0 or more as data_offsets",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,99999999999999999999]}}|out of range of long",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}|tensor a: expected 12 bytes for F32 [3], found 8",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,16]}}|expected values from byte 0, found byte 8",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}|expected values from byte 0, found byte 8",
                "{'a':{'dtype':'F32','shape':[8],'data_offsets':[0,32]}}|expected values within 16 bytes, found byte 32",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}|expected 8 bytes of values, found 16",
                "{}|expected 0 bytes of values, found 16",
                "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}}|expected a size that a long can",
                "{'':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}|expected a name, found none",
                "{'__metadata__':{'k':1}}|expected VALUE_STRING for \"__metadata__.k\", found VALUE_NUMBER_INT",
                "{'__metadata__':{'k':{'k':{'k':{}}}}}|expected VALUE_STRING for \"__metadata__.k\", found START_OBJECT"
            })
    void aHeaderThatMakesNoSenseIsRefused(String header, String message) throws IOException {
        assertRefused(write(header, 16), message);
    }

    @Test
    void overlapsGapsAndDoubleNamesAreRefused() throws IOException {
        String a = "'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}";
        assertRefused(
                write("{" + a + ",'b':{'dtype':'F32','shape':[3],'data_offsets':[4,16]}}", 16),
                "tensor b: expected values from byte 8, found byte 4 in ");
        assertRefused(
                write("{" + a + ",'b':{'dtype':'F32','shape':[1],'data_offsets':[12,16]}}", 16),
                "tensor b: expected values from byte 8, found byte 12 in ");
        assertRefused(write("{" + a + "," + a + "}", 16), "Duplicate field 'a'");
    }

    @Test
    void everyCutIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(write(GOOD, 16));
        for (int length = 0; length < whole.length; length++) {
            Path file = folder.resolve("cut");
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(file, "expected");
        }
        Path longer = folder.resolve("longer");
        Files.write(longer, Arrays.copyOf(whole, whole.length + 1));
        assertRefused(longer, "expected 16 bytes of values, found 17");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, -1, 1L << 40, Integer.MAX_VALUE, 1_000})
    void aHugeHeaderLengthTakesNoMemory(long length) throws IOException {
        Path file = write(GOOD, 16);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        Files.write(file, bytes);
        assertRefused(file, "found a length of " + Long.toUnsignedString(length));
    }

    @Test
    void aForeignNameCannotBreakTheLine() throws IOException {
        Path file = write("{'a\\nb" + "x".repeat(500) + "':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}", 16);
        assertThatThrownBy(() -> TensorFileReader.open(file))
                .hasMessageStartingWith("tensor a?bxxx")
                .message()
                .hasLineCount(1)
                .hasSizeLessThan(500);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void randomDamageIsReadOrRefusedButNothingElse(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] whole = Files.readAllBytes(write(GOOD, 16));
        byte[] alphabet = "{}[]\",:0123456789eE-.\\u abFI".getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("fuzz");
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = whole.clone();
            int changes = 1 + random.nextInt(4);
            for (int change = 0; change < changes; change++) {
                int at = random.nextInt(bytes.length - 16);
                bytes[at] =
                        random.nextBoolean() ? alphabet[random.nextInt(alphabet.length)] : (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            try (TensorFileReader reader = TensorFileReader.open(file)) {
                assertThat(reader.specs().stream().mapToLong(TensorSpec::bytes).sum())
                        .isLessThanOrEqualTo(bytes.length);
            } catch (SnapshotException e) {
                assertThat(e).message().hasLineCount(1);
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> TensorFileReader.open(file))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(file.toString())
                .message()
                .hasLineCount(1);
    }

    /** A file with a header, its quotes written as apostrophes, and so many bytes of values. */
    private Path write(String header, int dataBytes) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        Path file = folder.resolve("bad.safetensors");
        Files.write(file, bytes.array());
        return file;
    }
}

package io.afterclick.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import io.afterclick.schemas.Purchase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of Avro files: positions inside them, and damage that costs one of them at most. */
final class AvroBlocksTest {

    @TempDir
    Path folder;

    /** What can happen to the second of three blocks. */
    enum Damage {
        MARKER,
        FEWER_RECORDS,
        MORE_RECORDS,
        NO_RECORDS,
        NEGATIVE_RECORDS,
        SIZE_BEYOND_THE_FILE,
        SMALLER_SIZE,
        ENDLESS_NUMBER,
        LENGTH_OF_A_TEXT
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "bzip2"})
    void everyPositionLeadsToTheSameRest(String codec) throws IOException {
        InputFile file = file(AvroContainers.write(Purchase.getClassSchema(), codec, AvroContainers.purchases(1, 5, 3))
                .bytes());
        List<String> all = Intake.shown(Intake.read(file, Intake.settings()));
        assertThat(all).hasSize(9);
        assertRestAtEveryPosition(file, all);
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void damagedBlockIsOneMalformedRecordAndNothingElseIsLost(Damage damage) throws IOException {
        AvroContainers.Container container =
                AvroContainers.write(Purchase.getClassSchema(), "null", AvroContainers.purchases(3, 3, 3));
        byte[] bytes = container.bytes();
        int block = container.blocks().get(1);
        int end = container.blocks().get(2);
        switch (damage) {
            case MARKER -> bytes[end - 1] ^= 1;
            case FEWER_RECORDS -> bytes[block] = 4;
            case MORE_RECORDS -> bytes[block] = 8;
            case NO_RECORDS -> bytes[block] = 0;
            case NEGATIVE_RECORDS -> bytes[block] = 1;
            case SIZE_BEYOND_THE_FILE -> bytes[block + 1] |= (byte) 0x80;
            case SMALLER_SIZE -> bytes[block + 1] -= 2;
            case ENDLESS_NUMBER -> java.util.Arrays.fill(bytes, block, block + 15, (byte) 0x80);
            case LENGTH_OF_A_TEXT -> bytes[indexOf(bytes, "p4") - 1] = 0x7E;
        }
        InputFile file = file(bytes);
        List<Parsed> read = Intake.read(file, Intake.settings());
        List<Refused> refused =
                read.stream().flatMap(parsed -> parsed.refused().stream()).toList();
        assertThat(refused).singleElement().satisfies(one -> {
            assertThat(one.reason()).isEqualTo(RefusalReason.MALFORMED);
            assertThat(one.raw().origin().offset()).isEqualTo(block);
            assertThat(one.raw().origin().length()).isEqualTo(end - block);
        });
        List<String> expected = new ArrayList<>(List.of("p0", "p1", "p2"));
        switch (damage) {
            case FEWER_RECORDS -> expected.addAll(List.of("p3", "p4"));
            case MORE_RECORDS -> expected.addAll(List.of("p3", "p4", "p5"));
            case LENGTH_OF_A_TEXT -> expected.add("p3");
            default -> {}
        }
        expected.addAll(List.of("p6", "p7", "p8"));
        assertThat(AvroTest.ids(read)).isEqualTo(expected);
        assertRestAtEveryPosition(file, Intake.shown(read));
    }

    @Test
    void cutFileIsOneMalformedRecordAtItsEnd() throws IOException {
        byte[] bytes = AvroContainers.write(Purchase.getClassSchema(), "null", AvroContainers.purchases(3, 3))
                .bytes();
        for (int cut = 1; cut < 40; cut++) {
            List<Parsed> read =
                    Intake.read(file(java.util.Arrays.copyOf(bytes, bytes.length - cut)), Intake.settings());
            assertThat(AvroTest.ids(read)).containsExactly("p0", "p1", "p2");
            assertThat(Intake.refused(read.get(3)).reason()).isEqualTo(RefusalReason.MALFORMED);
            assertThat(read).hasSize(4);
        }
    }

    @Test
    void damagedCompressionCostsOneBlock() throws IOException {
        AvroContainers.Container container =
                AvroContainers.write(Purchase.getClassSchema(), "deflate", AvroContainers.purchases(3, 3, 3));
        byte[] bytes = container.bytes();
        java.util.Arrays.fill(
                bytes, container.blocks().get(1) + 2, container.blocks().get(1) + 8, (byte) 0xFF);
        List<Parsed> read = Intake.read(file(bytes), Intake.settings());
        assertThat(AvroTest.ids(read)).containsExactly("p0", "p1", "p2", "p6", "p7", "p8");
        assertThat(read).hasSize(7);
    }

    @Test
    void emptyBlockInTheMiddleEndsNothing() throws IOException {
        for (String codec : List.of("null", "deflate")) {
            AvroContainers.Container container =
                    AvroContainers.write(Purchase.getClassSchema(), codec, AvroContainers.purchases(1, 1));
            byte[] packed = codec.equals("null") ? new byte[] {0, 0} : new byte[] {0, 4, 3, 0};
            byte[] bytes = container.bytes();
            int at = container.blocks().get(1);
            java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
            out.write(bytes, 0, at);
            out.writeBytes(packed);
            out.write(bytes, at - 16, 16);
            out.write(bytes, at, bytes.length - at);
            List<Parsed> read = Intake.read(file(out.toByteArray()), Intake.settings());
            assertThat(AvroTest.ids(read)).containsExactly("p0", "p1");
            assertThat(read).hasSize(2);
        }
    }

    @Test
    void blocksLargerThanBuffersAreRead() throws IOException {
        AvroContainers.Container container =
                AvroContainers.write(Purchase.getClassSchema(), "null", AvroContainers.purchases(20_000, 1, 10_000, 2));
        List<Parsed> read = Intake.read(file(container.bytes()), Intake.settings());
        assertThat(AvroTest.ids(read))
                .isEqualTo(IntStream.range(0, 30_003).mapToObj(i -> "p" + i).toList());
        // The size of the third block is damaged: the search for its end crosses many buffers.
        container.bytes()[container.blocks().get(2) + 3] ^= 1;
        assertThat(AvroTest.ids(Intake.read(file(container.bytes()), Intake.settings())))
                .hasSize(20_003);
    }

    private static void assertRestAtEveryPosition(InputFile file, List<String> all) throws IOException {
        List<FilePosition> positions = Intake.positions(file, Intake.settings());
        assertThat(positions).hasSize(all.size() + 1);
        for (int i = 0; i < positions.size(); i++) {
            assertThat(Intake.shown(Intake.read(file, Intake.settings(), positions.get(i))))
                    .as("from %s", positions.get(i))
                    .isEqualTo(all.subList(i, all.size()));
        }
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private InputFile file(byte[] bytes) throws IOException {
        return Intake.file(InputFormat.AVRO, EventKind.PURCHASE, Files.write(folder.resolve("purchases.avro"), bytes));
    }
}

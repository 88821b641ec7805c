package io.afterclick.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersDigestTest {

    private static final int DIM = 4;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theOrderOfRowsAndBlocksDoesNotMatter(long seed) {
        List<Consumer<ParametersDigest>> parts = parts(seed);
        String expected = digest(parts);
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(parts, new Random(seed + i));
            assertThat(digest(parts)).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void partsDigestedApartAndMergedGiveTheSame(long seed) {
        List<Consumer<ParametersDigest>> parts = parts(seed);
        String expected = digest(parts);
        Collections.shuffle(parts, new Random(seed));
        ParametersDigest first = new ParametersDigest();
        ParametersDigest second = new ParametersDigest();
        ParametersDigest third = new ParametersDigest();
        List<ParametersDigest> digests = List.of(first, second, third);
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).accept(digests.get(i % 3));
        }
        String thirdAlone = third.hex();
        second.merge(third);
        first.merge(second);
        assertThat(first.hex()).isEqualTo(expected);
        assertThat(third.hex()).isEqualTo(thirdAlone);
    }

    @Test
    void everyBitOfARowCounts() {
        float[] row = {1, 2, 3, 4};
        String expected = ofRow("t", 7, row);
        for (int bit = 0; bit < DIM * Float.SIZE; bit++) {
            float[] changed = row.clone();
            int i = bit / Float.SIZE;
            changed[i] = Float.intBitsToFloat(Float.floatToRawIntBits(row[i]) ^ (1 << (bit % Float.SIZE)));
            assertThat(ofRow("t", 7, changed)).isNotEqualTo(expected);
        }
        for (int bit = 0; bit < Long.SIZE; bit++) {
            assertThat(ofRow("t", 7 ^ (1L << bit), row)).isNotEqualTo(expected);
        }
        assertThat(ofRow("u", 7, row)).isNotEqualTo(expected);
    }

    @Test
    void valuesCannotMoveBetweenRowsTablesAndBlocks() {
        ParametersDigest swapped = new ParametersDigest();
        swapped.addRow("t", 1, new float[] {2}, 0, 1);
        swapped.addRow("t", 2, new float[] {1}, 0, 1);
        ParametersDigest straight = new ParametersDigest();
        straight.addRow("t", 1, new float[] {1}, 0, 1);
        straight.addRow("t", 2, new float[] {2}, 0, 1);
        assertThat(swapped.hex()).isNotEqualTo(straight.hex());
        assertThat(ofBlock("a", 1, 2)).isNotEqualTo(ofBlock("a", 2, 1)).isNotEqualTo(ofBlock("b", 1, 2));
        assertThat(ofBlock("a")).isNotEqualTo(new ParametersDigest().hex());
    }

    @Test
    void aRowGivenTwiceDoesNotVanish() {
        ParametersDigest twice = new ParametersDigest();
        twice.addRow("t", 1, new float[] {1}, 0, 1);
        twice.addRow("t", 1, new float[] {1}, 0, 1);
        ParametersDigest other = new ParametersDigest();
        other.addRow("t", 2, new float[] {1}, 0, 1);
        other.addRow("t", 2, new float[] {1}, 0, 1);
        assertThat(twice.hex()).isNotEqualTo(other.hex());
    }

    @Test
    void allNansAreOneAndZerosAreTwo() {
        float otherNan = Float.intBitsToFloat(0x7fc00001);
        assertThat(ofRow("t", 1, Float.NaN)).isEqualTo(ofRow("t", 1, otherNan));
        assertThat(ofBlock("a", Float.NaN)).isEqualTo(ofBlock("a", otherNan));
        assertThat(ofRow("t", 1, 0.0f)).isNotEqualTo(ofRow("t", 1, -0.0f));
        assertThat(ofBlock("a", 0.0f)).isNotEqualTo(ofBlock("a", -0.0f));
    }

    @Test
    void rowsAreReadFromTheMiddleOfAnArray() {
        ParametersDigest digest = new ParametersDigest();
        digest.addRow("t", 1, new float[] {9, 1, 2, 9}, 1, 3);
        assertThat(digest.hex()).isEqualTo(ofRow("t", 1, 1, 2));
    }

    @Test
    void rowsOfDifferentWidthsFollowEachOther() {
        ParametersDigest digest = new ParametersDigest();
        digest.addRow("t", 1, new float[] {1}, 0, 1);
        digest.addRow("t", 2, new float[] {1, 2, 3}, 0, 3);
        digest.addRow("t", 3, new float[] {1}, 0, 1);
        ParametersDigest other = new ParametersDigest();
        other.addRow("t", 2, new float[] {1, 2, 3}, 0, 3);
        other.addRow("t", 3, new float[] {1}, 0, 1);
        other.addRow("t", 1, new float[] {1}, 0, 1);
        assertThat(digest.hex()).isEqualTo(other.hex());
    }

    @Test
    void aBlockInTwoPartsIsRefused() {
        ParametersDigest digest = new ParametersDigest();
        digest.addBlock("a", new float[] {1});
        assertThatThrownBy(() -> digest.addBlock("a", new float[] {1}))
                .hasMessage("block a: expected once, found twice");
    }

    @Test
    void theDigestIsTheSameInEveryRelease() {
        ParametersDigest digest = new ParametersDigest();
        digest.addBlock("cvr.linear1.bias", new float[] {1, -0.0f, Float.NaN});
        digest.addRow("cvr.embedding.city", -1, new float[] {0.5f, 2}, 0, 2);
        digest.addRow("cvr.embedding.city", 3, new float[] {1, 1}, 0, 2);
        assertThat(digest.hex()).isEqualTo("ea45f802606661b97dade87aa357c69efb84cc565670cf83a5c5f162761eb0fe");
    }

    private static List<Consumer<ParametersDigest>> parts(long seed) {
        Random random = new Random(seed);
        List<Consumer<ParametersDigest>> parts = new ArrayList<>();
        for (int block = 0; block < 5; block++) {
            String name = "block" + block;
            float[] values = values(random, random.nextInt(10_000));
            parts.add(digest -> digest.addBlock(name, values));
        }
        for (int row = 0; row < 1_000; row++) {
            String table = "table" + random.nextInt(3);
            long id = random.nextLong();
            float[] values = values(random, DIM);
            parts.add(digest -> digest.addRow(table, id, values, 0, DIM));
        }
        return parts;
    }

    private static float[] values(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = Float.intBitsToFloat(random.nextInt());
        }
        return values;
    }

    private static String digest(List<Consumer<ParametersDigest>> parts) {
        ParametersDigest digest = new ParametersDigest();
        parts.forEach(part -> part.accept(digest));
        return digest.hex();
    }

    private static String ofRow(String table, long id, float... values) {
        ParametersDigest digest = new ParametersDigest();
        digest.addRow(table, id, values, 0, values.length);
        return digest.hex();
    }

    private static String ofBlock(String name, float... values) {
        ParametersDigest digest = new ParametersDigest();
        digest.addBlock(name, values);
        return digest.hex();
    }
}

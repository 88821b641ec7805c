package io.afterclick.learn.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cache must hold what plain rows on the heap hold, whatever its size. */
final class RowCacheTest {

    private static final int FIELDS = 3;
    private static final int SAMPLES = 20;
    private static final RowLayout LAYOUT = new RowLayout(2, 4, true);
    private static final RowOrigin ORIGIN = new RowInitialiser(5, 1);

    private final Map<String, float[]> stored = new HashMap<>();
    private final RowStore store = new RowStore() {
        @Override
        public boolean read(int field, long key, float[] into) {
            float[] row = stored.get(field + "/" + key);
            if (row != null) {
                System.arraycopy(row, 0, into, 0, row.length);
            }
            return row != null;
        }

        @Override
        public void write(int field, long key, float[] row) {
            stored.put(field + "/" + key, row.clone());
        }
    };

    @ParameterizedTest(name = "{0} rows in memory")
    @ValueSource(ints = {1, 2, 7, 30, 64, 1000, 5000})
    void holdsWhatTheHeapHolds(int rowsInMemory) {
        RowCache cache = new RowCache(LAYOUT, ORIGIN, store, rowsInMemory * RowCache.rowBytes(LAYOUT));
        HeapRows heap = new HeapRows(FIELDS, LAYOUT, ORIGIN);
        SplittableRandom random = new SplittableRandom(rowsInMemory);
        BatchIndex index = new BatchIndex(FIELDS, SAMPLES);
        float[][] ours = new float[FIELDS * SAMPLES][LAYOUT.width()];
        float[][] theirs = new float[FIELDS * SAMPLES][LAYOUT.width()];
        for (int batch = 0; batch < 300; batch++) {
            index(index, random);
            cache.gather(index, ours);
            heap.gather(index, theirs);
            assertThat(ours).isDeepEqualTo(theirs);
            // Some batches are only read, as in scoring.
            if (batch % 3 != 0) {
                change(index, ours, theirs, random);
                cache.scatter(index, ours);
                heap.scatter(index, theirs);
            }
            if (batch % 50 == 49) {
                cache.flush();
                requireStored(heap);
            }
            assertThat(cache.size()).isLessThanOrEqualTo(rowsInMemory);
        }
        // There are 120 rows at all, and a batch has about half of them.
        assertThat(cache.evictions() > 0).isEqualTo(rowsInMemory < 120);
        assertThat(cache.hits() + cache.misses()).isPositive();
    }

    private static void index(BatchIndex index, SplittableRandom random) {
        long[][] keys = new long[SAMPLES][FIELDS];
        for (long[] row : keys) {
            for (int f = 0; f < FIELDS; f++) {
                // Negative ones too: fingerprints fill the whole range.
                row[f] = random.nextInt(40) * 0x7777777777777777L;
            }
        }
        index.index(keys, IntStream.range(0, SAMPLES).toArray(), SAMPLES);
    }

    private static void change(BatchIndex index, float[][] ours, float[][] theirs, SplittableRandom random) {
        for (int place = 0; place < index.distinct(); place++) {
            float by = (float) random.nextDouble();
            ours[place][place % LAYOUT.width()] += by;
            theirs[place][place % LAYOUT.width()] += by;
        }
    }

    private void requireStored(HeapRows heap) {
        int[] rows = new int[1];
        heap.forEach((field, key, row) -> {
            assertThat(stored.get(field + "/" + key)).isEqualTo(row);
            rows[0]++;
        });
        assertThat(stored).hasSize(rows[0]);
    }

    @Test
    void rowsThatWereOnlyReadAreNotStored() {
        RowCache cache = new RowCache(LAYOUT, ORIGIN, store, 1 << 20);
        BatchIndex index = new BatchIndex(FIELDS, SAMPLES);
        index(index, new SplittableRandom(1));
        cache.gather(index, new float[FIELDS * SAMPLES][LAYOUT.width()]);
        cache.flush();
        assertThat(stored).isEmpty();
    }

    @Test
    void refusesABoundBelowOneRow() {
        assertThatThrownBy(() -> new RowCache(LAYOUT, ORIGIN, store, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row cache: expected 126 bytes or more, found 100");
    }
}

package io.afterclick.synthetic;

/**
 * How many distinct (field, id) pairs a batch of 5000 consecutive rows has, which decides how many embedding rows a training
 * step touches. Counts every eighth full batch; 2 MB.
 */
final class DistinctIds {

    /** Rows of a batch (TESLA paper, WWW 2026). */
    static final int BATCH = 5000;

    private static final int EVERY = 8;
    private static final int SLOTS = 1 << 18;
    private static final int FIELD_SHIFT = 22;
    private static final int BATCH_SHIFT = 27;

    private final long[] slots = new long[SLOTS];
    private final Moments distinct = new Moments();
    private long rows;
    private long found;

    void add(int[] ids) {
        long batch = rows / BATCH;
        if (batch % EVERY == 0) {
            for (int f = 0; f < ids.length; f++) {
                see(batch + 1, (batch + 1) << BATCH_SHIFT | (long) f << FIELD_SHIFT | ids[f]);
            }
        }
        rows++;
        if (rows % BATCH == 0 && batch % EVERY == 0) {
            distinct.add(found);
            found = 0;
        }
    }

    /** Mean over the counted batches, NaN before the first is full. */
    double mean() {
        return distinct.mean();
    }

    /** Slots of earlier batches count as empty, so nothing is ever cleared. */
    private void see(long batch, long pair) {
        int slot = (int) (Draws.hash(0, pair) >>> 46);
        while (slots[slot] >>> BATCH_SHIFT == batch) {
            if (slots[slot] == pair) {
                return;
            }
            slot = slot + 1 & SLOTS - 1;
        }
        slots[slot] = pair;
        found++;
    }
}

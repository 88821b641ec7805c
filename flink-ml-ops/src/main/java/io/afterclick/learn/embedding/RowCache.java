package io.afterclick.learn.embedding;

import java.util.Arrays;

/**
 * A write-back cache of packed rows in front of a {@link RowStore}. A row is read from the store once, worked on in memory, and
 * written back when it must make room or at {@link #flush}; only then is the store up to date. Memory is what the bound says,
 * taken as rows come; nothing is allocated for a single row.
 *
 * <p>Rows make room in the order of a clock hand that spares those used since it last came by (second chance).
 */
public final class RowCache implements EmbeddingRows {

    private static final int ROWS_PER_BLOCK = 1 << 10;
    /** Key, field, marks, and two places in a table that is at most half full. */
    private static final int OVERHEAD_BYTES = 8 + 4 + 2 + 8;

    private final RowLayout layout;
    private final RowOrigin origin;
    private final RowStore store;
    private final int capacity;
    private final PlaceTable places;
    private final float[][] blocks;
    private final boolean[] dirty;
    private final boolean[] used;
    private final float[] incoming;
    private final float[] outgoing;
    private int size;
    private int hand;
    private long hits;
    private long misses;
    private long evictions;

    /** @param bytes of memory for rows, all included */
    public RowCache(RowLayout layout, RowOrigin origin, RowStore store, long bytes) {
        this.layout = layout;
        this.origin = origin;
        this.store = store;
        long rows = bytes / rowBytes(layout);
        if (rows < 1) {
            throw new IllegalArgumentException(
                    "row cache: expected " + rowBytes(layout) + " bytes or more, found " + bytes);
        }
        this.capacity = (int) Math.min(rows, 1 << 28);
        this.places = new PlaceTable(capacity);
        this.blocks = new float[(capacity + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK][];
        this.dirty = new boolean[capacity];
        this.used = new boolean[capacity];
        this.incoming = new float[layout.width()];
        this.outgoing = new float[layout.width()];
    }

    /** Memory that a cached row takes. */
    public static long rowBytes(RowLayout layout) {
        return (long) layout.width() * Float.BYTES + OVERHEAD_BYTES;
    }

    @Override
    public void gather(BatchIndex index, float[][] into) {
        for (int field = 0; field < index.fields(); field++) {
            for (int place = index.start(field); place < index.start(field + 1); place++) {
                int at = present(field, index.key(place));
                System.arraycopy(block(at), offset(at), into[place], 0, layout.width());
            }
        }
    }

    @Override
    public void scatter(BatchIndex index, float[][] from) {
        for (int field = 0; field < index.fields(); field++) {
            for (int place = index.start(field); place < index.start(field + 1); place++) {
                long key = index.key(place);
                int at = places.find(field, key);
                // The row may have made room for others of its own batch.
                int slot = at == PlaceTable.NONE ? free(field, key) : at;
                System.arraycopy(from[place], 0, block(slot), offset(slot), layout.width());
                dirty[slot] = true;
                used[slot] = true;
            }
        }
    }

    /** Writes all changed rows to the store; they stay cached. */
    public void flush() {
        for (int slot = 0; slot < size; slot++) {
            writeBack(slot);
        }
    }

    /** The slot of a row that is in memory afterwards. */
    private int present(int field, long key) {
        int at = places.find(field, key);
        if (at != PlaceTable.NONE) {
            hits++;
            used[at] = true;
            return at;
        }
        misses++;
        if (!store.read(field, key, incoming)) {
            Arrays.fill(incoming, 0f);
            origin.begin(field, key, layout, incoming);
        }
        int slot = free(field, key);
        System.arraycopy(incoming, 0, block(slot), offset(slot), layout.width());
        used[slot] = true;
        return slot;
    }

    /** A slot for a new row. */
    private int free(int field, long key) {
        int slot = size < capacity ? size++ : evict();
        int block = slot / ROWS_PER_BLOCK;
        if (blocks[block] == null) {
            blocks[block] = new float[Math.min(ROWS_PER_BLOCK, capacity - block * ROWS_PER_BLOCK) * layout.width()];
        }
        places.put(field, key, slot);
        return slot;
    }

    private int evict() {
        while (used[hand]) {
            used[hand] = false;
            hand = (hand + 1) % capacity;
        }
        int slot = hand;
        hand = (hand + 1) % capacity;
        writeBack(slot);
        places.remove(slot);
        evictions++;
        return slot;
    }

    private void writeBack(int slot) {
        if (dirty[slot]) {
            System.arraycopy(block(slot), offset(slot), outgoing, 0, layout.width());
            store.write(places.field(slot), places.key(slot), outgoing);
            dirty[slot] = false;
        }
    }

    private float[] block(int slot) {
        return blocks[slot / ROWS_PER_BLOCK];
    }

    private int offset(int slot) {
        return slot % ROWS_PER_BLOCK * layout.width();
    }

    /** Rows in memory. */
    public int size() {
        return size;
    }

    /** Rows asked for that were in memory. */
    public long hits() {
        return hits;
    }

    /** Rows asked for that were not. */
    public long misses() {
        return misses;
    }

    /** Rows that made room. */
    public long evictions() {
        return evictions;
    }
}

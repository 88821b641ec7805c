package io.afterclick.learn.embedding;

import java.util.Arrays;

/**
 * Packed rows on the heap: one open-addressing table of keys per field, rows side by side in large blocks. A row takes
 * its floats and about 20 bytes of table; nothing is allocated for a single row.
 */
public final class HeapRows implements EmbeddingRows {

    private static final int ROWS_PER_BLOCK = 1 << 12;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int EMPTY = -1;

    private final RowLayout layout;
    private final RowInitialiser initialiser;
    private final Table[] tables;
    private float[][] blocks = new float[4][];
    private int rows;

    public HeapRows(int fields, RowLayout layout, RowInitialiser initialiser) {
        this.layout = layout;
        this.initialiser = initialiser;
        this.tables = new Table[fields];
        for (int f = 0; f < fields; f++) {
            tables[f] = new Table();
        }
    }

    /** Rows that exist. */
    public int size() {
        return rows;
    }

    public RowLayout layout() {
        return layout;
    }

    @Override
    public void gather(BatchIndex index, float[][] into) {
        for (int field = 0; field < tables.length; field++) {
            for (int place = index.start(field); place < index.start(field + 1); place++) {
                copy(field, index.key(place), into[place]);
            }
        }
    }

    @Override
    public void scatter(BatchIndex index, float[][] from) {
        int width = layout.width();
        for (int field = 0; field < tables.length; field++) {
            for (int place = index.start(field); place < index.start(field + 1); place++) {
                int row = rowOf(field, index.key(place));
                System.arraycopy(from[place], 0, block(row), offset(row), width);
            }
        }
    }

    /** Copies one row, or what it would begin with if there is none; only storing makes a row. */
    public void read(int field, long key, float[] into) {
        copy(field, key, into);
    }

    private void copy(int field, long key, float[] into) {
        Table table = tables[field];
        int row = table.rows[table.slot(key)];
        if (row != EMPTY) {
            System.arraycopy(block(row), offset(row), into, 0, layout.width());
            return;
        }
        Arrays.fill(into, 0, layout.width(), 0f);
        for (int set = 0; set < layout.sets(); set++) {
            initialiser.initialise(set, field, key, into, layout.embedding(set), layout.dimension());
        }
    }

    /** Stores one row. */
    public void write(int field, long key, float[] from) {
        int row = rowOf(field, key);
        System.arraycopy(from, 0, block(row), offset(row), layout.width());
    }

    private int rowOf(int field, long key) {
        Table table = tables[field];
        int slot = table.slot(key);
        if (table.rows[slot] != EMPTY) {
            return table.rows[slot];
        }
        int row = newRow();
        table.put(slot, key, row);
        return row;
    }

    private int newRow() {
        int block = rows / ROWS_PER_BLOCK;
        if (block == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * blocks.length);
        }
        if (blocks[block] == null) {
            blocks[block] = new float[ROWS_PER_BLOCK * layout.width()];
        }
        int row = rows++;
        return row;
    }

    private float[] block(int row) {
        return blocks[row / ROWS_PER_BLOCK];
    }

    private int offset(int row) {
        return row % ROWS_PER_BLOCK * layout.width();
    }

    /** Row numbers by key. */
    private static final class Table {
        private long[] keys = new long[16];
        private int[] rows = filled(16);
        private int size;

        int slot(long key) {
            int mask = keys.length - 1;
            int slot = (int) ((key * MIX) >>> 32) & mask;
            while (rows[slot] != EMPTY && keys[slot] != key) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }

        void put(int slot, long key, int row) {
            keys[slot] = key;
            rows[slot] = row;
            if (++size * 2 > keys.length) {
                grow();
            }
        }

        private void grow() {
            long[] oldKeys = keys;
            int[] oldRows = rows;
            keys = new long[2 * oldKeys.length];
            rows = filled(keys.length);
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldRows[i] != EMPTY) {
                    int slot = slot(oldKeys[i]);
                    keys[slot] = oldKeys[i];
                    rows[slot] = oldRows[i];
                }
            }
        }

        private static int[] filled(int size) {
            int[] rows = new int[size];
            Arrays.fill(rows, EMPTY);
            return rows;
        }
    }
}

package io.afterclick.learn.embedding;

import java.util.Arrays;

/**
 * Packed rows on the heap: one open-addressing table of keys per field, rows side by side in large blocks. A row takes
 * its floats and about 20 bytes of table; nothing is allocated for a single row.
 */
public final class HeapRows implements EmbeddingRows, RowOrigin {

    private static final int ROWS_PER_BLOCK = 1 << 12;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int EMPTY = -1;

    private final RowLayout layout;
    private final RowOrigin origin;
    private final Table[] tables;
    private float[][] blocks = new float[4][];
    private int rows;

    /** Sees a stored row. */
    public interface Visitor {

        /** @param row packed, {@code [layout.width()]}; only good until the next one */
        void visit(int field, long key, float[] row);
    }

    /** @param origin of rows that were never stored */
    public HeapRows(int fields, RowLayout layout, RowOrigin origin) {
        this.layout = layout;
        this.origin = origin;
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
        origin.begin(field, key, layout, into);
    }

    /** A table that goes on from this one: its embeddings, for as many sets of the same dimension, and no history. */
    @Override
    public void begin(int field, long key, RowLayout other, float[] row) {
        Table table = tables[field];
        int place = table.rows[table.slot(key)];
        if (place == EMPTY) {
            origin.begin(field, key, other, row);
        } else {
            System.arraycopy(block(place), offset(place), row, 0, layout.sets() * layout.dimension());
        }
    }

    /** Shows all stored rows as copies, field after field, in an order that depends on how they came. */
    public void forEach(Visitor visitor) {
        float[] copy = new float[layout.width()];
        for (int field = 0; field < tables.length; field++) {
            Table table = tables[field];
            for (int slot = 0; slot < table.rows.length; slot++) {
                int row = table.rows[slot];
                if (row != EMPTY) {
                    System.arraycopy(block(row), offset(row), copy, 0, layout.width());
                    visitor.visit(field, table.keys[slot], copy);
                }
            }
        }
    }

    /**
     * Keys of all rows of a field that began somewhere: stored here, or in the table that this one goes on from; each once, in
     * an order that depends on how they came.
     */
    public long[] keys(int field) {
        long[] inherited = origin instanceof HeapRows base ? base.keys(field) : new long[0];
        Table table = tables[field];
        long[] keys = new long[table.size + inherited.length];
        int n = 0;
        for (int slot = 0; slot < table.rows.length; slot++) {
            if (table.rows[slot] != EMPTY) {
                keys[n++] = table.keys[slot];
            }
        }
        for (long key : inherited) {
            if (table.rows[table.slot(key)] == EMPTY) {
                keys[n++] = key;
            }
        }
        return Arrays.copyOf(keys, n);
    }

    public int fields() {
        return tables.length;
    }

    /** Rows stored of a field. */
    public int size(int field) {
        return tables[field].size;
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

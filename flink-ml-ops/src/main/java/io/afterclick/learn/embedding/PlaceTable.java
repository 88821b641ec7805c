package io.afterclick.learn.embedding;

import java.util.Arrays;

/** Slots by (field, key), for a fixed number of slots: open addressing, at most half full, without marks of what is gone. */
final class PlaceTable {

    static final int NONE = -1;

    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final long FIELD = 0xBF58476D1CE4E5B9L;

    private final int[] table;
    private final long[] keys;
    private final int[] fields;

    PlaceTable(int slots) {
        this.table = new int[Integer.highestOneBit(Math.max(2, slots) * 4 - 1)];
        Arrays.fill(table, NONE);
        this.keys = new long[slots];
        this.fields = new int[slots];
    }

    int find(int field, long key) {
        return table[place(field, key)];
    }

    /** @param slot that holds nothing */
    void put(int field, long key, int slot) {
        keys[slot] = key;
        fields[slot] = field;
        table[place(field, key)] = slot;
    }

    void remove(int slot) {
        int hole = place(fields[slot], keys[slot]);
        table[hole] = NONE;
        int mask = table.length - 1;
        // What stands behind the hole moves up unless its own place lies between the two.
        for (int at = (hole + 1) & mask; table[at] != NONE; at = (at + 1) & mask) {
            int home = home(fields[table[at]], keys[table[at]]);
            boolean between = hole < at ? hole < home && home <= at : hole < home || home <= at;
            if (!between) {
                table[hole] = table[at];
                table[at] = NONE;
                hole = at;
            }
        }
    }

    int field(int slot) {
        return fields[slot];
    }

    long key(int slot) {
        return keys[slot];
    }

    /** Where the key stands, or where it would. */
    private int place(int field, long key) {
        int mask = table.length - 1;
        int at = home(field, key);
        while (table[at] != NONE && (keys[table[at]] != key || fields[table[at]] != field)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private int home(int field, long key) {
        long mixed = (key ^ field * FIELD) * MIX;
        return (int) (mixed >>> 32) & (table.length - 1);
    }
}

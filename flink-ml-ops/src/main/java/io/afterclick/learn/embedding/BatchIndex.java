package io.afterclick.learn.embedding;

import java.util.Arrays;

/**
 * Which distinct rows a batch touches: every (field, key) of the batch once, field after field, in the order of first
 * appearance, and for every sample the places of its rows. Skewed ids make this list many times shorter than the batch's
 * ids, and all work of a first layer is done on the list. Reused from batch to batch; nothing is allocated once it has
 * grown to its size.
 */
public final class BatchIndex {

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final int fields;
    private final int[] starts;
    private long[] keys;
    private int[][] places;
    private long[] hashKeys;
    private int[] hashPlaces;
    private int[] hashMarks;
    private int mark;
    private int samples;
    private final int[] ends;
    private final int[] users;

    /** @param capacity samples at most */
    public BatchIndex(int fields, int capacity) {
        this.fields = fields;
        this.starts = new int[fields + 1];
        this.keys = new long[fields * capacity];
        this.places = new int[capacity][fields];
        int size = Integer.highestOneBit(Math.max(2, capacity) * 4 - 1);
        this.hashKeys = new long[size];
        this.hashPlaces = new int[size];
        this.hashMarks = new int[size];
        this.ends = new int[fields * capacity + 1];
        this.users = new int[fields * capacity];
    }

    /**
     * Indexes a batch.
     *
     * @param batch row keys, {@code [samples, fields]}
     * @param rows which samples of the batch, in order
     * @param count how many of them
     */
    public void index(long[][] batch, int[] rows, int count) {
        samples = count;
        int next = 0;
        for (int field = 0; field < fields; field++) {
            starts[field] = next;
            nextMark();
            for (int i = 0; i < count; i++) {
                long key = batch[rows[i]][field];
                int place = find(key, next);
                if (place == next) {
                    keys[next++] = key;
                }
                places[i][field] = place;
            }
        }
        starts[fields] = next;
        groupByRow();
    }

    /** For every distinct row the samples that use it, in order, by counting. */
    private void groupByRow() {
        Arrays.fill(ends, 0, distinct() + 1, 0);
        for (int s = 0; s < samples; s++) {
            for (int place : places[s]) {
                ends[place]++;
            }
        }
        int sum = 0;
        for (int place = 0; place < distinct(); place++) {
            sum += ends[place];
            ends[place] = sum;
        }
        // Backwards, so that each row's samples stand in order and its end becomes its beginning.
        for (int s = samples - 1; s >= 0; s--) {
            for (int place : places[s]) {
                users[--ends[place]] = s;
            }
        }
        ends[distinct()] = sum;
    }

    private int find(long key, int next) {
        int mask = hashKeys.length - 1;
        int slot = (int) ((key * MIX) >>> 32) & mask;
        while (hashMarks[slot] == mark) {
            if (hashKeys[slot] == key) {
                return hashPlaces[slot];
            }
            slot = (slot + 1) & mask;
        }
        hashMarks[slot] = mark;
        hashKeys[slot] = key;
        hashPlaces[slot] = next;
        return next;
    }

    private void nextMark() {
        if (++mark == 0) {
            Arrays.fill(hashMarks, 0);
            mark = 1;
        }
    }

    public int fields() {
        return fields;
    }

    /** Samples that were indexed. */
    public int samples() {
        return samples;
    }

    /** Distinct rows of all fields. */
    public int distinct() {
        return starts[fields];
    }

    /** Place of the first distinct row of a field; those of field {@code f} end where {@code f + 1} begins. */
    public int start(int field) {
        return starts[field];
    }

    /** Key of a distinct row within its field. */
    public long key(int place) {
        return keys[place];
    }

    /** Where the samples that use a distinct row begin in {@link #users}; they end where the next row's begin. */
    public int usersFrom(int place) {
        return ends[place];
    }

    /** Samples by the rows that they use; not to be changed. */
    public int[] users() {
        return users;
    }

    /** Places of a sample's rows, {@code [fields]}; not to be changed. */
    public int[] places(int sample) {
        return places[sample];
    }
}

package io.afterclick.learn.tesla;

import io.afterclick.journey.Trajectory;

/** Clicks with their complete labels, as pretraining sees them. Reused: {@link #clear}, then {@link #add}. */
public final class CompleteBatch {

    private final long[][] keys;
    private final Trajectory[] labels;
    private int size;

    /** @param capacity clicks at most */
    public CompleteBatch(int fields, int capacity) {
        this.keys = new long[capacity][fields];
        this.labels = new Trajectory[capacity];
    }

    public void clear() {
        size = 0;
    }

    /**
     * Adds a click.
     *
     * @return row keys to be written, {@code [fields]}
     */
    public long[] add(Trajectory label) {
        labels[size] = label;
        return keys[size++];
    }

    /** Moves the clicks from a place on to another batch. */
    void moveTail(int from, CompleteBatch to) {
        for (int i = from; i < size; i++) {
            System.arraycopy(keys[i], 0, to.add(labels[i]), 0, keys[i].length);
        }
        size = Math.min(size, from);
    }

    public int size() {
        return size;
    }

    public int capacity() {
        return keys.length;
    }

    long[][] keys() {
        return keys;
    }

    Trajectory label(int i) {
        return labels[i];
    }
}

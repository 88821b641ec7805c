package io.afterclick.learn;

/**
 * Trains a model on settled clicks before it goes online; takes its steps as batches fill. Not thread-safe.
 *
 * <p>Order of calls: {@link #add} for every click, in the order of training, then {@link #finish} once.
 */
public interface Pretrainer {

    /** @param keys row keys of the click, {@code [fields]}, copied */
    void add(SettledClick click, long[] keys);

    /** Trains on what is left. */
    void finish();

    /** Steps taken, of all networks together. */
    long steps();
}

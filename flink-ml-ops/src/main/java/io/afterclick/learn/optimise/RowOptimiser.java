package io.afterclick.learn.optimise;

import java.util.List;

/**
 * Moves gathered embedding rows, whose moments and step counts are inside the packed rows.
 *
 * <p>Order of calls: gather rows, {@link #catchUp}, read them; in training {@link #step}, then scatter them. Rows that were only
 * read need not be stored.
 */
public interface RowOptimiser {

    /** Brings the first {@code count} gathered rows up to the present. */
    void catchUp(float[][] rows, int count);

    /** What rows need besides themselves to be brought up to the present: a history for each set, or none. */
    default List<StepHistory> histories() {
        return List.of();
    }

    /**
     * Takes a step of one set of the first {@code count} rows.
     *
     * @param rows packed, {@code [count, layout.width()]}
     * @param gradients {@code [count, ...]}, those of the set beginning at column {@code from}
     */
    void step(int set, float[][] rows, int count, float[][] gradients, int from, double learningRate);

    /** Forgets the last step of a set, whose rows were not stored. */
    void takeBack(int set);
}

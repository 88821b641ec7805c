package io.afterclick.learn.optimise;

import io.afterclick.learn.embedding.RowLayout;
import java.util.Arrays;

/**
 * Adam for gathered embedding rows as if the whole table were dense: a row that took part once moves by its momentum at every
 * later step of its table, only later, when it is read. Bias correction uses the table's step count; a row without a step has
 * not moved. The step slot of a packed row holds the table's step up to which the row is replayed.
 *
 * <p>Replay goes step by step until what is left of a row's momentum cannot move any of its coordinates by half a unit in the
 * last place; then the momentum is set to zero, and the second moment is scaled in one go at the row's next own step. Since the
 * end of a replay is decided from the row alone, catching up in one go or in two gives the same bits.
 */
public final class DeferredRowAdam implements RowOptimiser {

    /** Sum of 0.9ᵏ/√0.999ᵏ over all k ≥ 1, rounded up: a bound of all movement to come, in movements just made. */
    private static final float REMAINING = 10f;

    private static final float HALF_UNIT = 0x1p-25f;
    /** Coordinates smaller than this are compared as if they had this size. */
    private static final float SMALLEST = 0x1p-20f;

    private final RowLayout layout;
    private final StepHistory[] histories;

    /** @param histories of the tables, one for each set; continued here */
    public DeferredRowAdam(RowLayout layout, StepHistory... histories) {
        if (histories.length != layout.sets()) {
            throw new IllegalArgumentException(
                    "expected a history for each of " + layout.sets() + " sets, found " + histories.length);
        }
        this.layout = layout;
        this.histories = histories.clone();
    }

    @Override
    public void catchUp(float[][] rows, int count) {
        for (int set = 0; set < layout.sets(); set++) {
            for (int r = 0; r < count; r++) {
                replay(set, rows[r]);
            }
        }
    }

    private void replay(int set, float[] row) {
        StepHistory history = histories[set];
        int slot = layout.steps(set);
        int step = (int) row[slot];
        if (step == 0 || isStill(set, row)) {
            return;
        }
        while (step < history.steps()) {
            step++;
            boolean moving = move(
                    row,
                    layout.embedding(set),
                    layout.firstMoment(set),
                    layout.secondMoment(set),
                    layout.dimension(),
                    history.rate(step),
                    history.root(step));
            if (!moving) {
                int first = layout.firstMoment(set);
                Arrays.fill(row, first, first + layout.dimension(), 0f);
                break;
            }
        }
        row[slot] = step;
    }

    /** A step without gradient; returns whether more will follow that can be seen. */
    private static boolean move(float[] row, int at, int first, int second, int n, float rate, float root) {
        boolean moving = false;
        for (int i = 0; i < n; i++) {
            float m = Adam.BETA1 * row[first + i];
            float v = Adam.BETA2 * row[second + i];
            float by = rate * m / ((float) Math.sqrt(v) * root + Adam.EPSILON);
            row[first + i] = m;
            row[second + i] = v;
            row[at + i] -= by;
            moving |= Math.abs(by) * REMAINING > Math.max(Math.abs(row[at + i]), SMALLEST) * HALF_UNIT;
        }
        return moving;
    }

    private boolean isStill(int set, float[] row) {
        int first = layout.firstMoment(set);
        for (int i = first; i < first + layout.dimension(); i++) {
            if (row[i] != 0f) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void step(int set, float[][] rows, int count, float[][] gradients, int from, double learningRate) {
        StepHistory history = histories[set];
        int step = history.add(learningRate);
        int slot = layout.steps(set);
        for (int r = 0; r < count; r++) {
            float[] row = rows[r];
            int missed = row[slot] == 0 ? 0 : step - 1 - (int) row[slot];
            if (missed > 0) {
                decay(row, layout.secondMoment(set), missed);
            }
            row[slot] = step;
            RowAdam.step(
                    row,
                    layout.embedding(set),
                    layout.firstMoment(set),
                    layout.secondMoment(set),
                    gradients[r],
                    from,
                    layout.dimension(),
                    history.rate(step),
                    history.root(step));
        }
    }

    private void decay(float[] row, int second, int missed) {
        float factor = (float) StrictMath.pow(Adam.BETA2, missed);
        for (int i = second; i < second + layout.dimension(); i++) {
            row[i] *= factor;
        }
    }
}

package io.afterclick.learn.optimise;

import io.afterclick.learn.embedding.RowLayout;
import java.util.Arrays;
import java.util.List;

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
    private final RowBlock block;
    private final float[] parameters;
    private final float[] firstMoments;
    private final float[] secondMoments;
    private final float[] moves;

    /** @param histories of the tables, one for each set; continued here */
    public DeferredRowAdam(RowLayout layout, StepHistory... histories) {
        if (histories.length != layout.sets()) {
            throw new IllegalArgumentException(
                    "expected a history for each of " + layout.sets() + " sets, found " + histories.length);
        }
        this.layout = layout;
        this.histories = histories.clone();
        this.block = new RowBlock(layout);
        this.parameters = new float[layout.dimension()];
        this.firstMoments = new float[layout.dimension()];
        this.secondMoments = new float[layout.dimension()];
        this.moves = new float[layout.dimension()];
    }

    @Override
    public List<StepHistory> histories() {
        return List.of(histories);
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
        if (step == 0 || step == history.steps() || isStill(set, row)) {
            return;
        }
        int d = layout.dimension();
        System.arraycopy(row, layout.embedding(set), parameters, 0, d);
        System.arraycopy(row, layout.firstMoment(set), firstMoments, 0, d);
        System.arraycopy(row, layout.secondMoment(set), secondMoments, 0, d);
        while (step < history.steps()) {
            step++;
            move(parameters, firstMoments, secondMoments, moves, history.rate(step), history.root(step));
            if (!isMoving()) {
                Arrays.fill(firstMoments, 0f);
                break;
            }
        }
        System.arraycopy(parameters, 0, row, layout.embedding(set), d);
        System.arraycopy(firstMoments, 0, row, layout.firstMoment(set), d);
        System.arraycopy(secondMoments, 0, row, layout.secondMoment(set), d);
        row[slot] = step;
    }

    /** A step without gradient. */
    private static void move(float[] p, float[] m, float[] v, float[] moves, float rate, float root) {
        for (int i = 0; i < p.length; i++) {
            float first = Adam.BETA1 * m[i];
            float second = Adam.BETA2 * v[i];
            float by = rate * first / ((float) Math.sqrt(second) * root + Adam.EPSILON);
            m[i] = first;
            v[i] = second;
            p[i] -= by;
            moves[i] = by;
        }
    }

    /** Whether more movement will follow the last one that can be seen. */
    private boolean isMoving() {
        for (int i = 0; i < moves.length; i++) {
            float size = Math.max(Math.abs(parameters[i]), SMALLEST);
            if (Math.abs(moves[i]) * REMAINING > size * HALF_UNIT) {
                return true;
            }
        }
        return false;
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
        StepSize size = new StepSize(history.rate(step), history.root(step));
        int slot = layout.steps(set);
        for (int begin = 0; begin < count; begin += RowBlock.ROWS) {
            int end = Math.min(count, begin + RowBlock.ROWS);
            for (int r = begin; r < end; r++) {
                float[] row = rows[r];
                int missed = row[slot] == 0 ? 0 : step - 1 - (int) row[slot];
                if (missed > 0) {
                    decay(row, layout.secondMoment(set), missed);
                }
                row[slot] = step;
                block.take(r - begin, set, row, gradients[r], from, size);
            }
            block.step();
            for (int r = begin; r < end; r++) {
                block.give(r - begin, set, rows[r]);
            }
        }
    }

    @Override
    public void takeBack(int set) {
        histories[set].takeBack();
    }

    private void decay(float[] row, int second, int missed) {
        float factor = (float) StrictMath.pow(Adam.BETA2, missed);
        for (int i = second; i < second + layout.dimension(); i++) {
            row[i] *= factor;
        }
    }
}

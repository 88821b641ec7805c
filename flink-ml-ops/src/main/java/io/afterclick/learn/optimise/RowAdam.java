package io.afterclick.learn.optimise;

import io.afterclick.learn.embedding.RowLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Adam for gathered embedding rows, moments and step counts inside the packed rows. Lazy: a row moves only when it is in a
 * batch, with its own step count.
 */
public final class RowAdam {

    private final RowLayout layout;
    private @Nullable StepSize[] sizes = new StepSize[0];
    private double sizedFor = Double.NaN;

    public RowAdam(RowLayout layout) {
        this.layout = layout;
    }

    /**
     * Takes a step of one set of the first {@code count} rows.
     *
     * @param rows packed, {@code [count, layout.width()]}
     * @param gradients {@code [count, ...]}, those of the set beginning at column {@code from}
     */
    public void step(int set, float[][] rows, int count, float[][] gradients, int from, double learningRate) {
        int at = layout.embedding(set);
        int first = layout.firstMoment(set);
        int second = layout.secondMoment(set);
        int steps = layout.steps(set);
        for (int r = 0; r < count; r++) {
            float[] row = rows[r];
            row[steps] += 1;
            StepSize size = size((int) row[steps], learningRate);
            step(row, at, first, second, gradients[r], from, layout.dimension(), size.rate(), size.root());
        }
    }

    private static void step(
            float[] row, int at, int first, int second, float[] gradient, int from, int n, float rate, float root) {
        for (int i = 0; i < n; i++) {
            float g = gradient[from + i];
            float m = Adam.BETA1 * row[first + i] + (1 - Adam.BETA1) * g;
            float v = Adam.BETA2 * row[second + i] + (1 - Adam.BETA2) * (g * g);
            row[first + i] = m;
            row[second + i] = v;
            row[at + i] -= rate * m / ((float) Math.sqrt(v) * root + Adam.EPSILON);
        }
    }

    /** Step sizes by step count, worked out once for a learning rate. */
    private StepSize size(int step, double learningRate) {
        if (learningRate != sizedFor) {
            sizes = new StepSize[64];
            sizedFor = learningRate;
        }
        if (step >= sizes.length) {
            sizes = Arrays.copyOf(sizes, Math.max(step + 1, 2 * sizes.length));
        }
        StepSize size = sizes[step];
        if (size == null) {
            size = StepSize.of(learningRate, step);
            sizes[step] = size;
        }
        return size;
    }
}

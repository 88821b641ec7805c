package io.afterclick.learn.optimise;

import io.afterclick.learn.embedding.RowLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Adam for gathered embedding rows, moments and step counts inside the packed rows. Lazy: a row moves only when it is in a
 * batch, with its own step count. Embeddings are short, so many rows are laid side by side for each pass.
 */
public final class RowAdam implements RowOptimiser {

    private static final int ROWS_AT_ONCE = 64;

    private final RowLayout layout;
    private final float[] parameters;
    private final float[] gradients;
    private final float[] firstMoments;
    private final float[] secondMoments;
    private final float[] rates;
    private final float[] roots;
    private @Nullable StepSize[] sizes = new StepSize[0];
    private double sizedFor = Double.NaN;

    public RowAdam(RowLayout layout) {
        this.layout = layout;
        int floats = ROWS_AT_ONCE * layout.dimension();
        this.parameters = new float[floats];
        this.gradients = new float[floats];
        this.firstMoments = new float[floats];
        this.secondMoments = new float[floats];
        this.rates = new float[floats];
        this.roots = new float[floats];
    }

    @Override
    public void catchUp(float[][] rows, int count) {
        // A row that is in no batch stands still.
    }

    /**
     * Takes a step of one set of the first {@code count} rows.
     *
     * @param rows packed, {@code [count, layout.width()]}
     * @param gradientRows {@code [count, ...]}, those of the set beginning at column {@code from}
     */
    @Override
    public void step(int set, float[][] rows, int count, float[][] gradientRows, int from, double learningRate) {
        for (int begin = 0; begin < count; begin += ROWS_AT_ONCE) {
            int end = Math.min(count, begin + ROWS_AT_ONCE);
            for (int r = begin; r < end; r++) {
                take(set, rows[r], gradientRows[r], from, (r - begin) * layout.dimension(), learningRate);
            }
            step(parameters, gradients, firstMoments, secondMoments, rates, roots);
            for (int r = begin; r < end; r++) {
                give(set, rows[r], (r - begin) * layout.dimension());
            }
        }
    }

    private void take(int set, float[] row, float[] gradient, int from, int at, double learningRate) {
        int d = layout.dimension();
        int steps = layout.steps(set);
        row[steps] += 1;
        StepSize size = size((int) row[steps], learningRate);
        System.arraycopy(row, layout.embedding(set), parameters, at, d);
        System.arraycopy(gradient, from, gradients, at, d);
        System.arraycopy(row, layout.firstMoment(set), firstMoments, at, d);
        System.arraycopy(row, layout.secondMoment(set), secondMoments, at, d);
        Arrays.fill(rates, at, at + d, size.rate());
        Arrays.fill(roots, at, at + d, size.root());
    }

    private void give(int set, float[] row, int at) {
        int d = layout.dimension();
        System.arraycopy(parameters, at, row, layout.embedding(set), d);
        System.arraycopy(firstMoments, at, row, layout.firstMoment(set), d);
        System.arraycopy(secondMoments, at, row, layout.secondMoment(set), d);
    }

    /** A step of one short row, for whoever cannot lay rows side by side. */
    static void step(
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

    /** Behind the last row of a short block it works on what an earlier one left, which nobody reads. */
    private static void step(float[] p, float[] g, float[] m, float[] v, float[] rate, float[] root) {
        for (int i = 0; i < p.length; i++) {
            float first = Adam.BETA1 * m[i] + (1 - Adam.BETA1) * g[i];
            float second = Adam.BETA2 * v[i] + (1 - Adam.BETA2) * (g[i] * g[i]);
            m[i] = first;
            v[i] = second;
            p[i] -= rate[i] * first / ((float) Math.sqrt(second) * root[i] + Adam.EPSILON);
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

package io.afterclick.learn.optimise;

import io.afterclick.learn.embedding.RowLayout;
import java.util.Arrays;

/** Many short rows laid side by side, so that one pass over whole arrays takes an Adam step of all of them. */
final class RowBlock {

    static final int ROWS = 64;

    private final RowLayout layout;
    private final float[] parameters;
    private final float[] gradients;
    private final float[] firstMoments;
    private final float[] secondMoments;
    private final float[] rates;
    private final float[] roots;

    RowBlock(RowLayout layout) {
        this.layout = layout;
        int floats = ROWS * layout.dimension();
        this.parameters = new float[floats];
        this.gradients = new float[floats];
        this.firstMoments = new float[floats];
        this.secondMoments = new float[floats];
        this.rates = new float[floats];
        this.roots = new float[floats];
    }

    /** Copies a set of a row to a place of the block. */
    void take(int place, int set, float[] row, float[] gradient, int from, StepSize size) {
        int d = layout.dimension();
        int at = place * d;
        System.arraycopy(row, layout.embedding(set), parameters, at, d);
        System.arraycopy(gradient, from, gradients, at, d);
        System.arraycopy(row, layout.firstMoment(set), firstMoments, at, d);
        System.arraycopy(row, layout.secondMoment(set), secondMoments, at, d);
        Arrays.fill(rates, at, at + d, size.rate());
        Arrays.fill(roots, at, at + d, size.root());
    }

    /** Copies it back. */
    void give(int place, int set, float[] row) {
        int d = layout.dimension();
        int at = place * d;
        System.arraycopy(parameters, at, row, layout.embedding(set), d);
        System.arraycopy(firstMoments, at, row, layout.firstMoment(set), d);
        System.arraycopy(secondMoments, at, row, layout.secondMoment(set), d);
    }

    /** Takes the step; behind the last row of a short block it works on what an earlier one left, which nobody reads. */
    void step() {
        step(parameters, gradients, firstMoments, secondMoments, rates, roots);
    }

    private static void step(float[] p, float[] g, float[] m, float[] v, float[] rate, float[] root) {
        for (int i = 0; i < p.length; i++) {
            float first = Adam.BETA1 * m[i] + (1 - Adam.BETA1) * g[i];
            float second = Adam.BETA2 * v[i] + (1 - Adam.BETA2) * (g[i] * g[i]);
            m[i] = first;
            v[i] = second;
            p[i] -= rate[i] * first / ((float) Math.sqrt(second) * root[i] + Adam.EPSILON);
        }
    }
}

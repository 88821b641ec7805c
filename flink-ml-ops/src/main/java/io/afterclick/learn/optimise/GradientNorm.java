package io.afterclick.learn.optimise;

/** Sums of squares of gradients, and their scaling. */
public final class GradientNorm {

    private GradientNorm() {}

    /** {@code Σ g²} over the first {@code count} rows; not finite if an element is not, or if a row's sum is not. */
    public static double squared(float[][] gradients, int count) {
        double sum = 0;
        for (int r = 0; r < count; r++) {
            sum += squared(gradients[r]);
        }
        return sum;
    }

    private static float squared(float[] g) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (; i + 7 < g.length; i += 8) {
            s0 += g[i] * g[i];
            s1 += g[i + 1] * g[i + 1];
            s2 += g[i + 2] * g[i + 2];
            s3 += g[i + 3] * g[i + 3];
            s4 += g[i + 4] * g[i + 4];
            s5 += g[i + 5] * g[i + 5];
            s6 += g[i + 6] * g[i + 6];
            s7 += g[i + 7] * g[i + 7];
        }
        for (; i < g.length; i++) {
            s0 += g[i] * g[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    /** {@code g *= factor} in the first {@code count} rows. */
    public static void scale(float[][] gradients, int count, float factor) {
        for (int r = 0; r < count; r++) {
            float[] g = gradients[r];
            for (int i = 0; i < g.length; i++) {
                g[i] *= factor;
            }
        }
    }
}

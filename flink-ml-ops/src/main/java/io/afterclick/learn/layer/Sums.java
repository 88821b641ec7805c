package io.afterclick.learn.layer;

/** Sums over one array, in eight partial sums so that additions do not wait for each other. */
final class Sums {

    private Sums() {}

    /** {@code Σ x}. */
    static float sum(float[] x) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (; i + 7 < x.length; i += 8) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
            s4 += x[i + 4];
            s5 += x[i + 5];
            s6 += x[i + 6];
            s7 += x[i + 7];
        }
        for (; i < x.length; i++) {
            s0 += x[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    /** {@code Σ g · (x - shift)}. */
    static float sumProducts(float[] g, float[] x, float shift) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (; i + 7 < x.length; i += 8) {
            s0 += g[i] * (x[i] - shift);
            s1 += g[i + 1] * (x[i + 1] - shift);
            s2 += g[i + 2] * (x[i + 2] - shift);
            s3 += g[i + 3] * (x[i + 3] - shift);
            s4 += g[i + 4] * (x[i + 4] - shift);
            s5 += g[i + 5] * (x[i + 5] - shift);
            s6 += g[i + 6] * (x[i + 6] - shift);
            s7 += g[i + 7] * (x[i + 7] - shift);
        }
        for (; i < x.length; i++) {
            s0 += g[i] * (x[i] - shift);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    /** {@code Σ (x - shift)²}. */
    static float sumSquares(float[] x, float shift) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (; i + 7 < x.length; i += 8) {
            s0 += (x[i] - shift) * (x[i] - shift);
            s1 += (x[i + 1] - shift) * (x[i + 1] - shift);
            s2 += (x[i + 2] - shift) * (x[i + 2] - shift);
            s3 += (x[i + 3] - shift) * (x[i + 3] - shift);
            s4 += (x[i + 4] - shift) * (x[i + 4] - shift);
            s5 += (x[i + 5] - shift) * (x[i + 5] - shift);
            s6 += (x[i + 6] - shift) * (x[i + 6] - shift);
            s7 += (x[i + 7] - shift) * (x[i + 7] - shift);
        }
        for (; i < x.length; i++) {
            s0 += (x[i] - shift) * (x[i] - shift);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }
}

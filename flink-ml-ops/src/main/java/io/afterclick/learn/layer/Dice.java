package io.afterclick.learn.layer;

import java.util.Arrays;

/**
 * {@code Dice(x) = p·x + (1-p)·α·x} with {@code p = σ(x̂)}, {@code x̂} the row normalised over its features (eps 1e-4, biased
 * variance, nothing learned), α one number per unit (Zhou et al., KDD 2018, with a layer norm as READER has it). The bias of
 * the linear layer before is added here, while the row is near.
 *
 * <p>Keeps mean and scale of every row between the passes.
 */
public final class Dice {

    private static final float EPSILON = 1e-4f;
    private static final float INITIAL_ALPHA = -0.25f;
    private static final int BLOCK = 64;

    private final int width;
    private final float[] alpha;
    private final float[] alphaGradient;
    private final float[] alphaPartial;
    private final float[] biasPartial;
    private final double[] alphaSum;
    private final double[] biasSum;
    private final float[] gateGradient;
    private float[] means = new float[0];
    private float[] scales = new float[0];

    public Dice(int width) {
        this.width = width;
        this.alpha = new float[width];
        Arrays.fill(alpha, INITIAL_ALPHA);
        this.alphaGradient = new float[width];
        this.alphaPartial = new float[width];
        this.biasPartial = new float[width];
        this.alphaSum = new double[width];
        this.biasSum = new double[width];
        this.gateGradient = new float[width];
    }

    /** {@code [width]}. */
    public float[] alpha() {
        return alpha;
    }

    /** {@code [width]}, of the last {@link #backward}. */
    public float[] alphaGradient() {
        return alphaGradient;
    }

    /**
     * Forward pass of the first {@code n} rows.
     *
     * @param x {@code [n, width]}, the bias is added in place
     * @param p {@code [n, width]}, the gates
     * @param a {@code [n, width]}, the activations
     */
    public void forward(float[][] x, float[] bias, float[][] p, float[][] a, int n) {
        if (n > means.length) {
            means = new float[n];
            scales = new float[n];
        }
        for (int r = 0; r < n; r++) {
            float[] row = x[r];
            Vectors.add(row, bias);
            float mean = Sums.sum(row) / width;
            float scale = (float) (1 / Math.sqrt(Sums.sumSquares(row, mean) / width + EPSILON));
            Sigmoid.apply(row, mean, scale, p[r]);
            mix(row, p[r], alpha, a[r]);
            means[r] = mean;
            scales[r] = scale;
        }
    }

    private static void mix(float[] x, float[] p, float[] alpha, float[] a) {
        for (int i = 0; i < x.length; i++) {
            a[i] = x[i] * (alpha[i] + p[i] * (1f - alpha[i]));
        }
    }

    /**
     * Backward pass: turns the gradient of the activations into that of x, and adds up those of α and of the bias.
     *
     * @param x as {@link #forward} left it
     * @param p likewise
     * @param d {@code [n, width]}, turned in place
     * @param biasGradient {@code [width]}, overwritten
     */
    public void backward(float[][] x, float[][] p, float[][] d, int n, float[] biasGradient) {
        Arrays.fill(alphaSum, 0);
        Arrays.fill(biasSum, 0);
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            Arrays.fill(alphaPartial, 0f);
            Arrays.fill(biasPartial, 0f);
            for (int r = from; r < to; r++) {
                slope(x[r], p[r], d[r], gateGradient);
                Vectors.add(alphaPartial, gateGradient);
                throughGate(gateGradient, p[r], alpha);
                direct(d[r], p[r], alpha);
                float scale = scales[r];
                float mean = Sums.sum(gateGradient) / width * scale;
                float slope = Sums.sumProducts(gateGradient, x[r], means[r]) / width * scale * scale * scale;
                join(d[r], gateGradient, x[r], scale, mean, slope, means[r]);
                Vectors.add(biasPartial, d[r]);
            }
            fold(alphaPartial, alphaSum);
            fold(biasPartial, biasSum);
        }
        for (int i = 0; i < width; i++) {
            alphaGradient[i] = (float) alphaSum[i];
            biasGradient[i] = (float) biasSum[i];
        }
    }

    /** What reaches the gate and α: {@code d·x·(1-p)}. */
    private static void slope(float[] x, float[] p, float[] d, float[] through) {
        for (int i = 0; i < x.length; i++) {
            through[i] = d[i] * x[i] * (1f - p[i]);
        }
    }

    /** On to x̂, through the gate. */
    private static void throughGate(float[] gate, float[] p, float[] alpha) {
        for (int i = 0; i < gate.length; i++) {
            gate[i] *= p[i] * (1f - alpha[i]);
        }
    }

    /** What reaches x directly. */
    private static void direct(float[] d, float[] p, float[] alpha) {
        for (int i = 0; i < d.length; i++) {
            d[i] *= alpha[i] + p[i] * (1f - alpha[i]);
        }
    }

    /** {@code d += scale·(g - mean(g) - x̂·mean(g·x̂))}. */
    private static void join(float[] d, float[] gate, float[] x, float scale, float mean, float slope, float center) {
        for (int i = 0; i < d.length; i++) {
            d[i] += scale * gate[i] - mean - slope * (x[i] - center);
        }
    }

    private static void fold(float[] partial, double[] sum) {
        for (int i = 0; i < partial.length; i++) {
            sum[i] += partial[i];
        }
    }
}

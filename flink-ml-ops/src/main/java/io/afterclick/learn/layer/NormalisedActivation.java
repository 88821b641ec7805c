package io.afterclick.learn.layer;

import io.afterclick.learn.optimise.DenseParameter;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Batch normalisation and LeakyReLU behind it, in as few passes over memory as both take together.
 *
 * <p>{@code x̂ = (x - μ) / √(σ² + eps)}, {@code y = γ x̂ + β}, {@code a = max(y, slope · y)}; the biased variance normalises,
 * the unbiased one enters the running estimate (Ioffe and Szegedy, 2015). Sums over the batch are added up in blocks, so
 * that they stay exact to float precision however long the batch is.
 */
public final class NormalisedActivation {

    private static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = 0.1f;
    private static final float SLOPE = 0.01f;
    private static final float STEEP = 1e30f;
    private static final int BLOCK = 64;

    private final int width;
    private final float[] gamma;
    private final float[] beta;
    private final float[] runningMean;
    private final float[] runningVariance;
    private final float[] gammaGradient;
    private final float[] betaGradient;
    private final float[] shift;
    private final float[] factor;
    private final float[] partial;
    private final float[] partialOther;
    private final double[] sum;
    private final double[] sumOther;
    private final float[] meanGradient;
    private final float[] slopeGradient;

    public NormalisedActivation(int width) {
        this.width = width;
        this.gamma = filled(1f);
        this.beta = filled(0f);
        this.runningMean = filled(0f);
        this.runningVariance = filled(1f);
        this.gammaGradient = filled(0f);
        this.betaGradient = filled(0f);
        this.shift = filled(0f);
        this.factor = filled(0f);
        this.partial = filled(0f);
        this.partialOther = filled(0f);
        this.sum = new double[width];
        this.sumOther = new double[width];
        this.meanGradient = filled(0f);
        this.slopeGradient = filled(0f);
    }

    private float[] filled(float value) {
        float[] array = new float[width];
        Arrays.fill(array, value);
        return array;
    }

    /** Shows its parameters, the running statistics among them. */
    public void parameters(String prefix, Consumer<DenseParameter> visitor) {
        visitor.accept(DenseParameter.vector(prefix + "gamma", gamma, gammaGradient));
        visitor.accept(DenseParameter.vector(prefix + "beta", beta, betaGradient));
        visitor.accept(DenseParameter.fixed(prefix + "mean", runningMean));
        visitor.accept(DenseParameter.fixed(prefix + "variance", runningVariance));
    }

    /** {@code [width]}. */
    public float[] gamma() {
        return gamma;
    }

    public float[] beta() {
        return beta;
    }

    public float[] gammaGradient() {
        return gammaGradient;
    }

    public float[] betaGradient() {
        return betaGradient;
    }

    public float[] runningMean() {
        return runningMean;
    }

    public float[] runningVariance() {
        return runningVariance;
    }

    /**
     * Forward pass with the batch's own statistics, which also move the running ones.
     *
     * @param x {@code [n, width]}, turned into x̂ in place
     * @param bias of the layer before, which only the running mean can still see
     * @param a {@code [n, width]}, the activations
     */
    public void train(float[][] x, float[] bias, float[][] a, int n) {
        mean(x, n);
        variance(x, n);
        for (int j = 0; j < width; j++) {
            double biased = sumOther[j] / n;
            double unbiased = n > 1 ? sumOther[j] / (n - 1) : biased;
            factor[j] = (float) (1 / Math.sqrt(biased + EPSILON));
            runningMean[j] += MOMENTUM * ((float) (shift[j] + bias[j]) - runningMean[j]);
            runningVariance[j] += MOMENTUM * ((float) unbiased - runningVariance[j]);
        }
        for (int r = 0; r < n; r++) {
            normalise(x[r], shift, factor);
            activate(x[r], gamma, beta, a[r]);
        }
    }

    /** Forward pass with the running statistics: a row's result does not depend on its neighbours. */
    public void evaluate(float[][] x, float[] bias, float[][] a, int n) {
        for (int j = 0; j < width; j++) {
            factor[j] = (float) (1 / Math.sqrt((double) runningVariance[j] + EPSILON));
            shift[j] = runningMean[j] - bias[j];
        }
        for (int r = 0; r < n; r++) {
            normalise(x[r], shift, factor);
            activate(x[r], gamma, beta, a[r]);
        }
    }

    /**
     * Backward pass after {@link #train}.
     *
     * @param xHat as {@link #train} left it
     * @param d gradient of the activations, turned into that of x in place
     */
    public void backward(float[][] xHat, float[][] d, int n) {
        Arrays.fill(sum, 0);
        Arrays.fill(sumOther, 0);
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            Arrays.fill(partial, 0f);
            Arrays.fill(partialOther, 0f);
            for (int r = from; r < to; r++) {
                undoActivation(xHat[r], d[r]);
                sumUp(xHat[r], d[r]);
            }
            fold(partial, sum);
            fold(partialOther, sumOther);
        }
        for (int j = 0; j < width; j++) {
            betaGradient[j] = (float) sum[j];
            gammaGradient[j] = (float) sumOther[j];
            factor[j] *= gamma[j];
            meanGradient[j] = (float) (sum[j] / n) * factor[j];
            slopeGradient[j] = (float) (sumOther[j] / n) * factor[j];
        }
        for (int r = 0; r < n; r++) {
            undoNorm(xHat[r], d[r], factor, meanGradient, slopeGradient);
        }
    }

    private void mean(float[][] x, int n) {
        Arrays.fill(sum, 0);
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            Arrays.fill(partial, 0f);
            for (int r = from; r < to; r++) {
                Vectors.add(partial, x[r]);
            }
            fold(partial, sum);
        }
        for (int j = 0; j < width; j++) {
            shift[j] = (float) (sum[j] / n);
        }
    }

    private void variance(float[][] x, int n) {
        Arrays.fill(sumOther, 0);
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            Arrays.fill(partial, 0f);
            for (int r = from; r < to; r++) {
                addSquares(partial, x[r], shift);
            }
            fold(partial, sumOther);
        }
    }

    private static void addSquares(float[] to, float[] x, float[] mean) {
        for (int j = 0; j < to.length; j++) {
            float distance = x[j] - mean[j];
            to[j] += distance * distance;
        }
    }

    private static void fold(float[] partial, double[] sum) {
        for (int j = 0; j < partial.length; j++) {
            sum[j] += partial[j];
        }
    }

    private static void normalise(float[] x, float[] mean, float[] factor) {
        for (int j = 0; j < x.length; j++) {
            x[j] = (x[j] - mean[j]) * factor[j];
        }
    }

    private static void activate(float[] xHat, float[] gamma, float[] beta, float[] a) {
        for (int j = 0; j < xHat.length; j++) {
            float y = gamma[j] * xHat[j] + beta[j];
            a[j] = Math.max(y, SLOPE * y);
        }
    }

    /** The slope at y, 1 above zero and {@link #SLOPE} at and below it, without a branch. */
    private void undoActivation(float[] xHat, float[] d) {
        float[] g = gamma;
        float[] b = beta;
        for (int j = 0; j < d.length; j++) {
            float y = g[j] * xHat[j] + b[j];
            d[j] *= Math.min(1f, Math.max(SLOPE, y * STEEP));
        }
    }

    private void sumUp(float[] xHat, float[] d) {
        float[] s = partial;
        float[] t = partialOther;
        for (int j = 0; j < d.length; j++) {
            s[j] += d[j];
            t[j] += d[j] * xHat[j];
        }
    }

    private static void undoNorm(float[] xHat, float[] d, float[] factor, float[] mean, float[] slope) {
        for (int j = 0; j < d.length; j++) {
            d[j] = factor[j] * d[j] - mean[j] - slope[j] * xHat[j];
        }
    }
}

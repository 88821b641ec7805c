package io.afterclick.learn;

import io.afterclick.learn.embedding.BatchIndex;

/**
 * The layers once more, in double precision and as their formulas say: what gradients are held against. Weights are flat in
 * canonical order, {@code [out, in]}.
 */
public final class Precise {

    private Precise() {}

    /** Widens. */
    public static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /** Widens the first {@code count} rows. */
    public static double[][] widened(float[][] rows, int count) {
        double[][] wide = new double[count][];
        for (int r = 0; r < count; r++) {
            wide[r] = widened(rows[r]);
        }
        return wide;
    }

    /** {@code x · Wᵀ + b}. */
    public static double[][] linear(double[][] x, double[] weight, double[] bias) {
        double[][] y = new double[x.length][bias.length];
        for (int r = 0; r < x.length; r++) {
            int in = x[r].length;
            for (int o = 0; o < bias.length; o++) {
                y[r][o] = dot(x[r], weight, o * in) + bias[o];
            }
        }
        return y;
    }

    /** In four sums, since differences ask for it often. */
    private static double dot(double[] x, double[] weight, int from) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < x.length; i += 4) {
            sum0 += x[i] * weight[from + i];
            sum1 += x[i + 1] * weight[from + i + 1];
            sum2 += x[i + 2] * weight[from + i + 2];
            sum3 += x[i + 3] * weight[from + i + 3];
        }
        for (; i < x.length; i++) {
            sum0 += x[i] * weight[from + i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    /** {@code p·x + (1-p)·α·x}, {@code p = σ(LayerNorm(x))}, eps 1e-4, biased variance. */
    public static double[][] dice(double[][] x, double[] alpha) {
        double[][] a = new double[x.length][alpha.length];
        for (int r = 0; r < x.length; r++) {
            double mean = 0;
            double variance = 0;
            for (double value : x[r]) {
                mean += value / alpha.length;
            }
            for (double value : x[r]) {
                variance += (value - mean) * (value - mean) / alpha.length;
            }
            for (int i = 0; i < alpha.length; i++) {
                double p = sigmoid((x[r][i] - mean) / Math.sqrt(variance + 1e-4));
                a[r][i] = p * x[r][i] + (1 - p) * alpha[i] * x[r][i];
            }
        }
        return a;
    }

    /** A linear layer and Dice behind it, by the names that a stack gives them. */
    public static double[][] diceLayer(double[][] x, Parameters parameters, String prefix, int number) {
        String layer = prefix + "linear" + number;
        return dice(
                linear(x, parameters.of(layer + ".weight"), parameters.of(layer + ".bias")),
                parameters.of(prefix + "dice" + number + ".alpha"));
    }

    /** {@code γ·(x - μ)/√(σ² + 1e-5) + β}, mean and biased variance over the batch. */
    public static double[][] normalised(double[][] x, double[] gamma, double[] beta) {
        int n = x.length;
        double[][] y = new double[n][gamma.length];
        for (int j = 0; j < gamma.length; j++) {
            double mean = 0;
            double variance = 0;
            for (double[] row : x) {
                mean += row[j] / n;
            }
            for (double[] row : x) {
                variance += (row[j] - mean) * (row[j] - mean) / n;
            }
            for (int r = 0; r < n; r++) {
                y[r][j] = gamma[j] * (x[r][j] - mean) / Math.sqrt(variance + 1e-5) + beta[j];
            }
        }
        return y;
    }

    /** LeakyReLU with slope 0.01. */
    public static double[][] rectified(double[][] y) {
        double[][] a = new double[y.length][];
        for (int r = 0; r < y.length; r++) {
            a[r] = new double[y[r].length];
            for (int j = 0; j < y[r].length; j++) {
                a[r][j] = y[r][j] > 0 ? y[r][j] : 0.01 * y[r][j];
            }
        }
        return a;
    }

    /**
     * The concatenated embeddings of every sample, set by set and then field by field, as published models order them.
     *
     * @param rows {@code [distinct, sets · dimension]}, flat
     */
    public static double[][] embedded(double[] rows, int sets, int dimension, BatchIndex index) {
        int fields = index.fields();
        double[][] x = new double[index.samples()][sets * fields * dimension];
        for (int s = 0; s < x.length; s++) {
            for (int set = 0; set < sets; set++) {
                for (int f = 0; f < fields; f++) {
                    int from = (index.places(s)[f] * sets + set) * dimension;
                    System.arraycopy(rows, from, x[s], (set * fields + f) * dimension, dimension);
                }
            }
        }
        return x;
    }

    public static double sigmoid(double o) {
        return 1 / (1 + Math.exp(-o));
    }

    /** {@code log(1 + eᵒ)}. */
    public static double softplus(double o) {
        return Math.max(o, 0) + Math.log1p(Math.exp(-Math.abs(o)));
    }

    /** {@code Σ c · y}. */
    public static double weighted(double[][] c, double[][] y) {
        double sum = 0;
        for (int r = 0; r < y.length; r++) {
            for (int j = 0; j < y[r].length; j++) {
                sum += c[r][j] * y[r][j];
            }
        }
        return sum;
    }
}

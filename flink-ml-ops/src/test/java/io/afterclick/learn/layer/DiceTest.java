package io.afterclick.learn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the formula in double precision, and its differences in place of derivatives. */
final class DiceTest {

    private static final int ROWS = 70;
    private static final double STEP = 1e-5;

    @ParameterizedTest(name = "{0} units")
    @ValueSource(ints = {1, 5, 16, 33})
    void passesAgreeWithTheFormulaInDoublePrecision(int width) {
        Random random = new Random(width);
        Dice dice = new Dice(width);
        double[][] x = new double[ROWS][width];
        double[][] upstream = new double[ROWS][width];
        double[] alpha = new double[width];
        double[] bias = new double[width];
        float[] floatBias = new float[width];
        float[][] floatX = new float[ROWS][width];
        float[][] d = new float[ROWS][width];
        for (int i = 0; i < width; i++) {
            dice.alpha()[i] = (float) random.nextGaussian();
            alpha[i] = dice.alpha()[i];
            floatBias[i] = (float) random.nextGaussian();
            bias[i] = floatBias[i];
            for (int r = 0; r < ROWS; r++) {
                floatX[r][i] = (float) (2 * random.nextGaussian());
                x[r][i] = floatX[r][i];
                d[r][i] = (float) random.nextGaussian();
                upstream[r][i] = d[r][i];
            }
        }
        float[][] p = new float[ROWS][width];
        float[][] a = new float[ROWS][width];
        dice.forward(floatX, floatBias, p, a, ROWS);
        float[] biasGradient = new float[width];
        dice.backward(floatX, p, d, ROWS, biasGradient);

        double worst = 0;
        double[] alphaSum = new double[width];
        double[] biasSum = new double[width];
        for (int r = 0; r < ROWS; r++) {
            double[] expected = reference(x[r], bias, alpha);
            for (int i = 0; i < width; i++) {
                worst = Math.max(worst, Math.abs(expected[i] - a[r][i]) / 10);
                double slope = slope(x[r], i, x[r], bias, alpha, upstream[r]);
                worst = Math.max(worst, Math.abs(slope - d[r][i]) / 10);
                biasSum[i] += slope;
                alphaSum[i] += slope(alpha, i, x[r], bias, alpha, upstream[r]);
            }
        }
        for (int i = 0; i < width; i++) {
            worst = Math.max(worst, Math.abs(alphaSum[i] - dice.alphaGradient()[i]) / 100);
            worst = Math.max(worst, Math.abs(biasSum[i] - biasGradient[i]) / 100);
        }
        assertThat(worst).as("largest distance, in units of the values").isLessThan(1e-6);
    }

    /** Derivative of {@code Σ upstream · Dice} by {@code moved[i]}. */
    private static double slope(double[] moved, int i, double[] x, double[] bias, double[] alpha, double[] upstream) {
        double kept = moved[i];
        moved[i] = kept + STEP;
        double above = sum(reference(x, bias, alpha), upstream);
        moved[i] = kept - STEP;
        double below = sum(reference(x, bias, alpha), upstream);
        moved[i] = kept;
        return (above - below) / (2 * STEP);
    }

    private static double sum(double[] a, double[] weights) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * weights[i];
        }
        return sum;
    }

    private static double[] reference(double[] input, double[] bias, double[] alpha) {
        int width = input.length;
        double mean = 0;
        for (int i = 0; i < width; i++) {
            mean += (input[i] + bias[i]) / width;
        }
        double variance = 0;
        for (int i = 0; i < width; i++) {
            variance += Math.pow(input[i] + bias[i] - mean, 2) / width;
        }
        double[] a = new double[width];
        for (int i = 0; i < width; i++) {
            double x = input[i] + bias[i];
            double p = 1 / (1 + Math.exp(-(x - mean) / Math.sqrt(variance + 1e-4)));
            a[i] = p * x + (1 - p) * alpha[i] * x;
        }
        return a;
    }
}

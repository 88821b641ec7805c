package io.afterclick.learn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclick.learn.Differences;
import io.afterclick.learn.Drawn;
import io.afterclick.learn.Precise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NormalisedActivationTest {

    private static final int WIDTH = 5;

    /** Below, at and above the length of a block of the sums. */
    @ParameterizedTest(name = "{0} rows")
    @ValueSource(ints = {3, 64, 70, 150})
    void gradientsAreTheSlopes(int n) {
        Drawn drawn = new Drawn(n);
        NormalisedActivation norm = new NormalisedActivation(WIDTH);
        double[] gamma = drawn.fill(norm.gamma());
        double[] beta = drawn.fill(norm.beta());
        float[][] input = new float[n][WIDTH];
        double[][] x = drawn.fill(input);
        float[][] gradient = new float[n][WIDTH];
        double[][] upstream = drawn.fill(gradient);
        assertThat(Kinks.nearest(Precise.normalised(x, gamma, beta)))
                .as("no sample so near to the kink that rounding could carry it over")
                .isGreaterThan(1e-5);

        float[][] activations = new float[n][WIDTH];
        norm.train(input, new float[WIDTH], activations, n);
        norm.backward(input, gradient, n);

        Differences differences = new Differences(
                () -> Precise.weighted(upstream, Precise.rectified(Precise.normalised(x, gamma, beta))));
        differences.assertEach("gamma", gamma, norm.gammaGradient());
        differences.assertEach("beta", beta, norm.betaGradient());
        differences.assertEach("input", x, gradient);
    }

    @Test
    void runningStatisticsSeeTheBiasAndTheUnbiasedVariance() {
        int n = 70;
        Drawn drawn = new Drawn(1);
        NormalisedActivation norm = new NormalisedActivation(WIDTH);
        float[][] input = new float[n][WIDTH];
        double[][] x = drawn.fill(input);
        float[] bias = new float[WIDTH];
        drawn.fill(bias);
        norm.train(input, bias, new float[n][WIDTH], n);
        for (int j = 0; j < WIDTH; j++) {
            double mean = 0;
            double variance = 0;
            for (double[] row : x) {
                mean += row[j] / n;
            }
            for (double[] row : x) {
                variance += (row[j] - mean) * (row[j] - mean) / (n - 1);
            }
            assertThat((double) norm.runningMean()[j]).isCloseTo(0.1 * (mean + bias[j]), within(1e-6));
            assertThat((double) norm.runningVariance()[j]).isCloseTo(0.9 + 0.1 * variance, within(1e-6));
        }
    }

    @Test
    void lonelyRowIsNormalisedToNothingAndMovesNothing() {
        Drawn drawn = new Drawn(2);
        NormalisedActivation norm = new NormalisedActivation(WIDTH);
        double[] beta = drawn.fill(norm.beta());
        float[][] input = new float[1][WIDTH];
        drawn.fill(input);
        float[][] activations = new float[1][WIDTH];
        norm.train(input, new float[WIDTH], activations, 1);
        for (int j = 0; j < WIDTH; j++) {
            assertThat((double) activations[0][j]).isCloseTo(Math.max(beta[j], 0.01 * beta[j]), within(1e-7));
        }
        float[][] gradient = new float[1][WIDTH];
        drawn.fill(gradient);
        norm.backward(input, gradient, 1);
        assertThat(norm.gammaGradient()).containsOnly(0f);
        assertThat(gradient[0]).usingComparatorWithPrecision(1e-4f).containsOnly(0f);
        assertThat(norm.runningVariance()).usingComparatorWithPrecision(1e-6f).containsOnly(0.9f);
    }
}

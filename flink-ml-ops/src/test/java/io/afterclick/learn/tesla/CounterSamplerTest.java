package io.afterclick.learn.tesla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds are fixed, so what is drawn here is the same in every run. */
final class CounterSamplerTest {

    private static final int DRAWS = 100_000;

    @ParameterizedTest(name = "seed {0}, segment {1}, batch {2}")
    @CsvSource({"0, 0, 0", "1, 0, 0", "7, 12, 3", "-1, 69, 1000"})
    void drawsByWeight(long seed, long segment, long batch) {
        double[] weights = {0.5, 0, 0.1, 1e-3, 1, 0, 0.25, 0.149};
        double sum = Arrays.stream(weights).sum();
        int[] counts = count(draw(seed, segment, batch, weights, DRAWS), weights.length);
        double chiSquare = 0;
        for (int j = 0; j < weights.length; j++) {
            double expected = DRAWS * weights[j] / sum;
            if (expected == 0) {
                assertThat(counts[j]).as("draws of a negative without weight").isZero();
            } else {
                chiSquare += (counts[j] - expected) * (counts[j] - expected) / expected;
            }
        }
        // Six places that can be drawn: with 5 degrees of freedom 20.5 is exceeded once in a thousand.
        assertThat(chiSquare).isLessThan(20.5);
    }

    @Test
    void drawsAllAlikeWhereNothingHasWeight() {
        int[] counts = count(draw(3, 0, 0, new double[10], DRAWS), 10);
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - DRAWS / 10.0) * (count - DRAWS / 10.0) / (DRAWS / 10.0);
        }
        // 9 degrees of freedom, once in a thousand.
        assertThat(chiSquare).isLessThan(27.9);
    }

    /** The nearer a zero weight stands to an end or to another one, the easier it is to hit it by rounding. */
    @ParameterizedTest
    @ValueSource(strings = {"0 1", "1 0", "0 0 1 0 0", "1e-300 0 0", "0 1e-300 1 0", "0 1 0 1 0 1 0"})
    void neverDrawsWhatHasNoWeight(String text) {
        double[] weights =
                Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
        for (int place : draw(1, 2, 3, weights, 10_000)) {
            assertThat(weights[place]).isPositive();
        }
    }

    @Test
    void onlyNegativeIsAlwaysDrawn() {
        assertThat(draw(1, 0, 0, new double[] {0.3}, 100)).containsOnly(0);
        assertThat(draw(1, 0, 0, new double[] {0}, 100)).containsOnly(0);
    }

    @Test
    void drawsAreAFunctionOfSeedSegmentAndBatch() {
        double[] weights = new double[1000];
        Arrays.fill(weights, 1);
        int[] here = draw(5, 6, 7, weights, 50);
        CounterSampler used = new CounterSampler(5);
        used.begin(1, 1);
        used.draw(weights, 1000, new int[77], 77);
        used.begin(6, 7);
        int[] again = new int[50];
        used.draw(weights, 1000, again, 50);
        assertThat(again).isEqualTo(here);
        assertThat(draw(4, 6, 7, weights, 50)).isNotEqualTo(here);
        assertThat(draw(5, 5, 7, weights, 50)).isNotEqualTo(here);
        assertThat(draw(5, 6, 8, weights, 50)).isNotEqualTo(here);
        assertThat(draw(5, 7, 6, weights, 50)).isNotEqualTo(here);
    }

    @Test
    void twoDrawsOfABatchContinueOneSequence() {
        double[] weights = new double[1000];
        Arrays.fill(weights, 1);
        int[] atOnce = draw(5, 6, 7, weights, 50);
        CounterSampler sampler = new CounterSampler(5);
        sampler.begin(6, 7);
        int[] first = new int[20];
        int[] second = new int[30];
        sampler.draw(weights, 1000, first, 20);
        sampler.draw(weights, 1000, second, 30);
        assertThat(first).isEqualTo(Arrays.copyOf(atOnce, 20));
        assertThat(second).isEqualTo(Arrays.copyOfRange(atOnce, 20, 50));
    }

    private static int[] draw(long seed, long segment, long batch, double[] weights, int draws) {
        CounterSampler sampler = new CounterSampler(seed);
        sampler.begin(segment, batch);
        int[] into = new int[draws];
        sampler.draw(weights, weights.length, into, draws);
        return into;
    }

    private static int[] count(int[] drawn, int places) {
        int[] counts = new int[places];
        for (int place : drawn) {
            counts[place]++;
        }
        return counts;
    }
}

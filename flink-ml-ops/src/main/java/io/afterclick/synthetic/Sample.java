package io.afterclick.synthetic;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;

/**
 * Clicks drawn before the first row is written, to fit the planted model's constants: spread over the whole log, with the
 * distribution of its features, and none of its rows. About 8 MB, whatever the length of the log.
 */
final class Sample {

    private static final int SIZE = 65_536;

    private final int[][] ids = new int[SIZE][Fields.COUNT];
    private final long[] times = new long[SIZE];

    Sample(long seed, Fields fields, ClickClock clock) {
        Draws draws = new Draws(seed, Draws.Stream.CALIBRATION);
        for (int i = 0; i < SIZE; i++) {
            draws.restart(i);
            fields.draw(draws, ids[i]);
            times[i] = clock.timeAt((i + 0.5) / SIZE);
        }
    }

    double[] scores(PlantedScore score) {
        double[] scores = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            scores[i] = score.at(ids[i], times[i]);
        }
        return scores;
    }

    /** What a function of the time adds. */
    double[] swings(LongToDoubleFunction ofTime) {
        double[] swings = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            swings[i] = ofTime.applyAsDouble(times[i]);
        }
        return swings;
    }

    /** No swing at all. */
    double[] zeros() {
        return new double[SIZE];
    }

    /** Probabilities of a rate, times a weight each. */
    static double[] weigh(Rate rate, double[] scores, double[] swings, double[] weights) {
        double[] product = new double[scores.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = weights[i] * Rate.sigmoid(rate.logit(scores[i], swings[i]));
        }
        return product;
    }

    /** Every click counts 1. */
    double[] ones() {
        double[] ones = zeros();
        Arrays.fill(ones, 1);
        return ones;
    }
}

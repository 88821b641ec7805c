package io.afterclick.learn.tesla;

import java.util.Arrays;

/**
 * Draws by a counter: the n-th number is a function of (seed, segment, batch, n) alone, never of a clock or of arrival.
 */
public final class CounterSampler implements NegativeSampler {

    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    private final long seed;
    private long state;
    private double[] cumulative = new double[0];

    public CounterSampler(long seed) {
        this.seed = seed;
    }

    /** Begins a batch; its draws follow in the order in which they are asked for. */
    public void begin(long segment, long batch) {
        state = mix(mix(mix(seed + STEP) + segment * STEP) + batch * STEP);
    }

    @Override
    public void draw(double[] weights, int negatives, int[] into, int draws) {
        if (cumulative.length < negatives) {
            cumulative = new double[Math.max(negatives, 2 * cumulative.length)];
        }
        double sum = 0;
        for (int j = 0; j < negatives; j++) {
            sum += weights[j];
            cumulative[j] = sum;
        }
        for (int i = 0; i < draws; i++) {
            state += STEP;
            double uniform = (mix(state) >>> 11) * UNIT;
            // Below the sum even if the product is rounded up to it.
            into[i] = sum > 0
                    ? place(Math.min(uniform * sum, Math.nextDown(sum)), negatives)
                    : (int) (uniform * negatives);
        }
    }

    private int place(double target, int negatives) {
        int found = Arrays.binarySearch(cumulative, 0, negatives, target);
        // Strictly above the target, so that a negative without weight is never drawn.
        int place = found < 0 ? -found - 1 : found + 1;
        while (place < negatives - 1 && cumulative[place] <= target) {
            place++;
        }
        return Math.min(place, negatives - 1);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}

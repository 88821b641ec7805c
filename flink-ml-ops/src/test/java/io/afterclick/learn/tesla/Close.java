package io.afterclick.learn.tesla;

import static org.assertj.core.api.Assertions.assertThat;

/** How far our numbers are from the published ones. */
final class Close {

    /** Largest difference allowed in one step, as a share of the largest value of a tensor. */
    static final double ONE_STEP = 1e-5;

    /** Largest difference of a parameter after steps. */
    static final double AFTER_STEPS = 1e-4;

    /** Largest difference of a loss after steps, as a share of it. */
    static final double LOSS_AFTER_STEPS = 5e-5;

    private Close() {}

    static void assertOneStep(String what, float[] ours, float[] theirs) {
        double largest = 0;
        for (float value : theirs) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(worst(ours, theirs)).as(what).isLessThanOrEqualTo(ONE_STEP * largest);
    }

    static void assertAfterSteps(String what, float[] ours, float[] theirs) {
        assertThat(worst(ours, theirs)).as(what).isLessThan(AFTER_STEPS);
    }

    /**
     * Running variances are no parameters: each gathers the rounding of a unit's 256 weights, of which small ones moved by a
     * learning rate's length in the direction of a gradient that is nearly nothing.
     */
    static void assertVarianceAfterSteps(String what, float[] ours, float[] theirs) {
        double largest = 1;
        for (float value : theirs) {
            largest = Math.max(largest, value);
        }
        assertThat(worst(ours, theirs)).as(what).isLessThan(2 * AFTER_STEPS * largest);
    }

    static void assertRelative(String what, double ours, double theirs, double share) {
        assertThat(Math.abs(ours - theirs))
                .as("%s: %s, %s", what, ours, theirs)
                .isLessThanOrEqualTo(share * Math.abs(theirs));
    }

    private static double worst(float[] ours, float[] theirs) {
        // Of large arrays only the beginning was kept.
        assertThat(ours.length).isGreaterThanOrEqualTo(theirs.length);
        double worst = 0;
        for (int i = 0; i < theirs.length; i++) {
            worst = Math.max(worst, Math.abs(ours[i] - theirs[i]));
        }
        return worst;
    }
}

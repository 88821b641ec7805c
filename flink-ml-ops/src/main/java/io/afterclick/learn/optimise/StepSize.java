package io.afterclick.learn.optimise;

/**
 * Bias correction of one Adam step.
 *
 * @param rate {@code lr / (1-β₁ᵗ)}
 * @param root {@code 1 / √(1-β₂ᵗ)}
 */
public record StepSize(float rate, float root) {

    /** @param step number of the step, from 1 */
    public static StepSize of(double learningRate, long step) {
        double first = 1 - StrictMath.pow(0.9, step);
        double second = 1 - StrictMath.pow(0.999, step);
        return new StepSize((float) (learningRate / first), (float) (1 / Math.sqrt(second)));
    }
}

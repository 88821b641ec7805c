package io.afterclick.learn.reader;

/**
 * {@code lr = max(least, initial · 0.95^(segment/2))}, segments counted from the start of the online phase, empty ones included.
 *
 * @param initial of segment 0
 * @param least below which it does not fall
 */
public record LearningRate(double initial, double least) {

    private static final double DECAY = 0.95;

    /** As published, without a floor. */
    public static LearningRate published() {
        return new LearningRate(1e-2, 0);
    }

    public double at(long segment) {
        return Math.max(least, initial * StrictMath.pow(DECAY, segment / 2.0));
    }
}

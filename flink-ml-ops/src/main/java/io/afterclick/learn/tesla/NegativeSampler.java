package io.afterclick.learn.tesla;

/** Draws negatives for the ranking loss. */
public interface NegativeSampler {

    /**
     * Draws with replacement.
     *
     * @param weights of the negatives, {@code [negatives]}, not negative; if all are zero every one is as likely
     * @param negatives how many there are, at least one
     * @param into places of negatives, {@code draws} of them
     */
    void draw(double[] weights, int negatives, int[] into, int draws);
}

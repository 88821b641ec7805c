package io.afterclick.learn.tesla;

/** Functions of logits that stay finite for every finite logit. */
final class Logits {

    private Logits() {}

    /** {@code 1 / (1 + e⁻ᵒ)}. */
    static double sigmoid(double logit) {
        if (logit >= 0) {
            return 1 / (1 + Math.exp(-logit));
        }
        double e = Math.exp(logit);
        return e / (1 + e);
    }

    /** {@code log(1 + eᵒ)}. */
    static double softplus(double logit) {
        return Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
    }

    /** {@code -log σ(o)} of a positive, {@code -log(1 - σ(o))} of a negative. */
    static double crossEntropy(double logit, boolean positive) {
        return softplus(positive ? -logit : logit);
    }

    /** Slope of {@link #crossEntropy} in the logit. */
    static double crossEntropySlope(double logit, boolean positive) {
        return positive ? -sigmoid(-logit) : sigmoid(logit);
    }
}

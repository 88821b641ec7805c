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
}

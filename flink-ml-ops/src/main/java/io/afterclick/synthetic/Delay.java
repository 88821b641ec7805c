package io.afterclick.synthetic;

/**
 * A delay whose logarithm is logistic around a centre, cut off at a limit: many events at once and a long tail, as the TESLA
 * paper (WWW 2026) shows for conversions and refunds. Clicks of a high score have shorter delays.
 *
 * @param centre natural logarithm of the median in milliseconds, at score 0 and without the limit
 * @param spread scale of the logistic distribution of the logarithm
 * @param pull how much one unit of the score takes from the logarithm
 * @param limit milliseconds, never reached
 */
record Delay(double centre, double spread, double pull, long limit) {

    private static final double SCORE_BOUND = 3;

    /** Milliseconds, at least 0 and below the limit. */
    long draw(double score, Draws draws) {
        double middle = middle(score);
        double share = draws.uniform() * reached(middle, Math.log(limit));
        return Math.min(limit - 1, (long) Math.exp(middle + spread * Math.log(share / (1 - share))));
    }

    /** The delay of a given median over sampled clicks, each counted with a weight. */
    static Delay fit(double[] scores, double[] weights, double medianMs, Delay shape) {
        double low = Math.log(medianMs) - 10;
        double high = Math.log(medianMs) + 10;
        for (int step = 0; step < 26; step++) {
            Delay delay = new Delay((low + high) / 2, shape.spread, shape.pull, shape.limit);
            if (delay.shareWithin(medianMs, scores, weights) > 0.5) {
                low = delay.centre;
            } else {
                high = delay.centre;
            }
        }
        return new Delay((low + high) / 2, shape.spread, shape.pull, shape.limit);
    }

    private double shareWithin(double ms, double[] scores, double[] weights) {
        double logMs = Math.log(ms);
        double logLimit = Math.log(limit);
        double within = 0;
        double total = 0;
        for (int i = 0; i < scores.length; i++) {
            double middle = middle(scores[i]);
            within += weights[i] * reached(middle, logMs) / reached(middle, logLimit);
            total += weights[i];
        }
        return within / total;
    }

    private double middle(double score) {
        return centre - pull * Math.max(-SCORE_BOUND, Math.min(SCORE_BOUND, score));
    }

    private double reached(double middle, double logMs) {
        return Rate.sigmoid((logMs - middle) / spread);
    }
}

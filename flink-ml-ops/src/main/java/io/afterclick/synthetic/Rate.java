package io.afterclick.synthetic;

/**
 * A planted probability, {@code sigmoid(intercept + scale * score + swing)}.
 *
 * @param intercept log-odds at score 0
 * @param scale how much one standard deviation of the score moves the log-odds
 */
record Rate(double intercept, double scale) {

    private static final int SCALE_STEPS = 11;
    private static final int INTERCEPT_STEPS = 26;
    private static final double FARTHEST = 20;
    /** The scale is less delicate than the mean, so a quarter of the sample will do for it. */
    private static final int STRIDE = 4;

    private static final double STEEPEST = 6;

    /** Log-odds of a click; the swing is what the hour of the day adds. */
    double logit(double score, double swing) {
        return intercept + scale * score + swing;
    }

    static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /**
     * The rate of a given mean whose probabilities order outcomes with a given AUC, over sampled clicks. A log with these
     * features then has these marginals, whatever the seed made of the effects.
     *
     * @param weights how much each sampled click counts
     */
    static Rate fit(double[] scores, double[] swings, double[] weights, double mean, double auc) {
        double low = 0;
        double high = STEEPEST;
        for (int step = 0; step < SCALE_STEPS; step++) {
            double scale = (low + high) / 2;
            Rate rate = withScale(scale, scores, swings, weights, mean, STRIDE);
            if (rate.expectedAuc(scores, swings, weights) < auc) {
                low = scale;
            } else {
                high = scale;
            }
        }
        return withScale((low + high) / 2, scores, swings, weights, mean, 1);
    }

    private static Rate withScale(
            double scale, double[] scores, double[] swings, double[] weights, double mean, int stride) {
        double low = -FARTHEST;
        double high = FARTHEST;
        for (int step = 0; step < INTERCEPT_STEPS; step++) {
            double intercept = (low + high) / 2;
            Rate rate = new Rate(intercept, scale);
            double sum = 0;
            double total = 0;
            for (int i = 0; i < scores.length; i += stride) {
                sum += weights[i] * sigmoid(rate.logit(scores[i], swings[i]));
                total += weights[i];
            }
            if (sum < mean * total) {
                low = intercept;
            } else {
                high = intercept;
            }
        }
        return new Rate((low + high) / 2, scale);
    }

    private double expectedAuc(double[] scores, double[] swings, double[] weights) {
        AucBins bins = new AucBins();
        for (int i = 0; i < scores.length; i += STRIDE) {
            double logit = logit(scores[i], swings[i]);
            double probability = sigmoid(logit);
            bins.add(logit, weights[i] * probability, weights[i] * (1 - probability));
        }
        return bins.auc();
    }
}

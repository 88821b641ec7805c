package io.afterclick.learn.tesla;

import java.util.Arrays;

/**
 * The delay-aware ranking loss of a stage (TESLA, WWW 2026): every positive against K drawn negatives,
 * {@code r = mean softplus(-(o - oⱼ))}, weighted by {@code w = 1 + σ((m - h)/s)} so that early positives count more; m is
 * the lower median and s the unbiased deviation of the positives' delays in hours, at least 1. Zero without a positive or
 * without a negative.
 */
final class RankingLoss {

    private static final double LEAST_WEIGHT = 1;
    private static final double DELAY_WEIGHT = 1;

    private final int draws;
    private final double coefficient;
    private int[] positives = new int[0];
    private int[] negatives = new int[0];
    private double[] weights = new double[0];
    private double[] hours = new double[0];
    private int[] drawn = new int[0];

    /**
     * @param draws negatives for each positive
     * @param coefficient of this loss in the stage's total
     */
    RankingLoss(int draws, double coefficient) {
        this.draws = draws;
        this.coefficient = coefficient;
    }

    double coefficient() {
        return coefficient;
    }

    /**
     * Adds the loss's gradient, coefficient included.
     *
     * @return the loss without its coefficient
     */
    double add(Stage stage, float[][] logits, float[][] gradients, NegativeSampler sampler) {
        int[] counts = split(stage, logits);
        int positiveCount = counts[0];
        int negativeCount = counts[1];
        if (positiveCount == 0 || negativeCount == 0) {
            return 0;
        }
        if (drawn.length < positiveCount * draws) {
            drawn = new int[positiveCount * draws];
        }
        sampler.draw(weights, negativeCount, drawn, positiveCount * draws);
        double median = lowerMedian(stage, positiveCount);
        double spread = spread(positiveCount);
        double total = 0;
        for (int p = 0; p < positiveCount; p++) {
            total += weight(stage.delayHours(positives[p]), median, spread);
        }
        double loss = 0;
        for (int p = 0; p < positiveCount; p++) {
            double w = weight(stage.delayHours(positives[p]), median, spread) / total;
            loss += w * pull(stage, p, w, logits, gradients);
        }
        return loss;
    }

    private double pull(Stage stage, int p, double w, float[][] logits, float[][] gradients) {
        int row = stage.rows()[positives[p]];
        double o = logits[row][0];
        double sum = 0;
        double slope = 0;
        for (int k = 0; k < draws; k++) {
            int other = stage.rows()[negatives[drawn[p * draws + k]]];
            double margin = o - logits[other][0];
            sum += Logits.softplus(-margin);
            double g = Logits.sigmoid(-margin) * coefficient * w / draws;
            slope += g;
            gradients[other][0] += (float) g;
        }
        gradients[row][0] -= (float) slope;
        return sum / draws;
    }

    /** Parts the stage; the weight of a negative is {@code 1 - p}. */
    private int[] split(Stage stage, float[][] logits) {
        if (positives.length < stage.count()) {
            positives = new int[stage.count()];
            negatives = new int[stage.count()];
            weights = new double[stage.count()];
            hours = new double[stage.count()];
        }
        int positiveCount = 0;
        int negativeCount = 0;
        for (int i = 0; i < stage.count(); i++) {
            if (stage.positive(i)) {
                positives[positiveCount++] = i;
            } else {
                weights[negativeCount] = Logits.sigmoid(-logits[stage.rows()[i]][0]);
                negatives[negativeCount++] = i;
            }
        }
        return new int[] {positiveCount, negativeCount};
    }

    private double lowerMedian(Stage stage, int count) {
        for (int p = 0; p < count; p++) {
            hours[p] = stage.delayHours(positives[p]);
        }
        Arrays.sort(hours, 0, count);
        return hours[(count - 1) / 2];
    }

    private double spread(int count) {
        if (count == 1) {
            return 1;
        }
        double mean = 0;
        for (int p = 0; p < count; p++) {
            mean += hours[p] / count;
        }
        double squares = 0;
        for (int p = 0; p < count; p++) {
            squares += (hours[p] - mean) * (hours[p] - mean);
        }
        return Math.max(Math.sqrt(squares / (count - 1)), 1);
    }

    private static double weight(double hours, double median, double spread) {
        return LEAST_WEIGHT + DELAY_WEIGHT * Logits.sigmoid((median - hours) / spread);
    }
}

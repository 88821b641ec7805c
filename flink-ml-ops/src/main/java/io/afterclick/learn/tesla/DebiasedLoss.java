package io.afterclick.learn.tesla;

/**
 * {@code L = 1/B · Σ [y·w⁺·softplus(-o) + (1-y)·w⁻·softplus(o)]} over the samples of a stage, B the whole batch; no gradient
 * runs through the weights (TESLA, WWW 2026, the debiased losses of both stages).
 */
final class DebiasedLoss {

    private DebiasedLoss() {}

    /**
     * Adds the loss's gradient.
     *
     * @param logits {@code [batch, 1]}
     * @param gradients {@code [batch, 1]}, added to
     * @return the loss
     */
    static double add(Stage stage, int batch, float[][] logits, float[][] gradients) {
        double loss = 0;
        for (int i = 0; i < stage.count(); i++) {
            int row = stage.rows()[i];
            double o = logits[row][0];
            if (stage.positive(i)) {
                double w = stage.positiveWeight(i);
                loss += w * Logits.softplus(-o);
                gradients[row][0] += (float) (-w * Logits.sigmoid(-o) / batch);
            } else {
                double w = stage.negativeWeight(i);
                loss += w * Logits.softplus(o);
                gradients[row][0] += (float) (w * Logits.sigmoid(o) / batch);
            }
        }
        return loss / batch;
    }
}

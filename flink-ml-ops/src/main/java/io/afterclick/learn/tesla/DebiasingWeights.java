package io.afterclick.learn.tesla;

import io.afterclick.learn.embedding.BatchIndex;

/**
 * Weights of the debiased losses from the frozen networks, which are asked about the samples of their own stage only.
 *
 * <p>Pretrained: {@code w⁺ = 1 + p - p_in}, {@code w⁻ = (1 + p - p_in) · p_tn}, not clamped (published code). Online:
 * {@code D = clamp(1 - p_in / p_pre, 0, 1)}, {@code w⁺ = 1 + pD}, {@code w⁻ = (1 - p)(1 + pD) / (1 - p + pD)}, p of the
 * online model (TESLA, WWW 2026, equations 1 to 4).
 */
final class DebiasingWeights {

    private static final double LEAST = 1e-12;

    private final TeslaPredictor pretrained;
    private final DelayModel delays;
    private final boolean refundStage;
    private final BatchIndex index;
    private double[] probability = new double[0];
    private double[] inWindow = new double[0];
    private double[] trueNegative = new double[0];

    DebiasingWeights(TeslaPredictor pretrained, DelayModel delays, boolean refundStage, int fields, int capacity) {
        this.pretrained = pretrained;
        this.delays = delays;
        this.refundStage = refundStage;
        this.index = new BatchIndex(fields, capacity);
    }

    /** Asks the frozen networks; they use the towers' workspace, so it comes before a training pass. */
    void ask(Stage stage, long[][] keys) {
        if (probability.length < stage.count()) {
            probability = new double[keys.length];
            inWindow = new double[keys.length];
            trueNegative = new double[keys.length];
        }
        index.index(keys, stage.rows(), stage.count());
        StagedTower tower = refundStage ? pretrained.refund() : pretrained.conversion();
        float[][] logits = tower.forward(index, pretrained.rows().gather(index), false);
        for (int i = 0; i < stage.count(); i++) {
            probability[i] = Logits.sigmoid(logits[i][0]);
        }
        float[][] delayLogits = delays.logits(index);
        for (int i = 0; i < stage.count(); i++) {
            inWindow[i] = Logits.sigmoid(delayLogits[i][0]);
            trueNegative[i] = Logits.sigmoid(delayLogits[i][1]);
        }
    }

    /** Weighs the stage that was asked about, from the frozen networks alone. */
    void weigh(Stage stage) {
        for (int i = 0; i < stage.count(); i++) {
            double weight = 1 + probability[i] - inWindow[i];
            stage.weigh(i, weight, weight * trueNegative[i]);
        }
    }

    /**
     * Weighs the stage that was asked about by the online model.
     *
     * @param logits of the online model, {@code [batch, 1]}
     */
    void weighOnline(Stage stage, float[][] logits) {
        for (int i = 0; i < stage.count(); i++) {
            double p = Logits.sigmoid(logits[stage.rows()[i]][0]);
            double delayed = Math.max(0, Math.min(1, 1 - inWindow[i] / Math.max(probability[i], LEAST)));
            double weight = 1 + p * delayed;
            stage.weigh(i, weight, (1 - p) * weight / Math.max(1 - p + p * delayed, LEAST));
        }
    }
}

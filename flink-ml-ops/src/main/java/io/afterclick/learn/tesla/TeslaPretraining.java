package io.afterclick.learn.tesla;

import io.afterclick.journey.Trajectory;
import io.afterclick.learn.embedding.BatchIndex;
import java.util.Arrays;

/**
 * Pretraining of the predictor on complete labels, and the oracle's step: a conversion step by cross-entropy over all
 * clicks, then a refund step over attributed purchases, divided by the whole batch as well (published code).
 */
public final class TeslaPretraining {

    private final TeslaPredictor predictor;
    private final double learningRate;
    private final BatchIndex index;
    private final int[] all;

    /**
     * @param predictor mutated; its rows carry an optimiser's state
     * @param capacity clicks of a batch at most
     */
    public TeslaPretraining(TeslaPredictor predictor, int fields, double learningRate, int capacity) {
        this.predictor = predictor;
        this.learningRate = learningRate;
        this.index = new BatchIndex(fields, capacity);
        this.all = new int[capacity];
        Arrays.setAll(all, i -> i);
    }

    /** Takes the two steps of a batch; the ranking terms of the losses are zero. */
    public TeslaLosses train(CompleteBatch batch) {
        index.index(batch.keys(), all, batch.size());
        float[][] rows = predictor.gather(index);
        double conversion = step(batch, rows, predictor.conversion(), false);
        double refund = step(batch, rows, predictor.refund(), true);
        predictor.scatter(index);
        return new TeslaLosses(refund, 0, conversion, 0);
    }

    private double step(CompleteBatch batch, float[][] rows, StagedTower staged, boolean refundStage) {
        float[][] logits = staged.forward(index, rows, true);
        float[][] gradients = staged.tower().logitGradients();
        int n = batch.size();
        double loss = 0;
        for (int i = 0; i < n; i++) {
            Trajectory label = batch.label(i);
            boolean counts = !refundStage || label.paid();
            boolean positive = refundStage ? label.refunded() : label.paid();
            double o = logits[i][0];
            loss += counts ? Logits.crossEntropy(o, positive) : 0;
            gradients[i][0] = counts ? (float) (Logits.crossEntropySlope(o, positive) / n) : 0f;
        }
        staged.step(index, rows, learningRate);
        return loss / n;
    }
}

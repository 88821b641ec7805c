package io.afterclick.learn.tesla;

import io.afterclick.journey.Trajectory;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.embedding.BatchIndex;
import java.util.Arrays;
import java.util.List;

/**
 * Pretraining of the predictor on complete labels, and the oracle's step: a conversion step by cross-entropy over all
 * clicks, then a refund step over attributed purchases, divided by the whole batch as well (published code).
 */
public final class TeslaPretraining {

    /** The loss terms of a step, in their order. */
    public static final List<String> LOSS_TERMS = List.of("conversion", "refund");

    private final TeslaPredictor predictor;
    private final CascadeStep cascade;
    private final double learningRate;
    private final BatchIndex index;
    private final int[] all;

    /**
     * @param predictor mutated; its rows carry an optimiser's state
     * @param capacity clicks of a batch at most
     */
    public TeslaPretraining(TeslaPredictor predictor, int fields, double learningRate, int capacity) {
        this.predictor = predictor;
        this.cascade = new CascadeStep(predictor);
        this.learningRate = learningRate;
        this.index = new BatchIndex(fields, capacity);
        this.all = new int[capacity];
        Arrays.setAll(all, i -> i);
    }

    /** Takes the two steps of a batch. */
    public StepResult train(CompleteBatch batch) {
        index.index(batch.keys(), all, batch.size());
        double[] terms = new double[LOSS_TERMS.size()];
        boolean applied = cascade.take(
                index,
                learningRate,
                predictor.conversion(),
                (logits, gradients) -> terms[0] = loss(batch, false, logits, gradients),
                predictor.refund(),
                (logits, gradients) -> terms[1] = loss(batch, true, logits, gradients));
        return new StepResult(applied, cascade.loss(), terms, cascade.gradientNorm(), learningRate);
    }

    private static double loss(CompleteBatch batch, boolean refundStage, float[][] logits, float[][] gradients) {
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
        return loss / n;
    }
}

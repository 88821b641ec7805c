package io.afterclick.learn.tesla;

import io.afterclick.journey.Trajectory;
import io.afterclick.learn.embedding.BatchIndex;

/**
 * Training of a delay model on complete labels: {@code mean BCE(in) + Σ mask·BCE(tn) / (Σ mask + 1e-6)}, mask = not seen in
 * the window. The conversion model sees all clicks, the refund model attributed purchases only.
 */
public final class DelayTraining {

    private static final double LEAST_MASK = 1e-6;

    private final DelayModel model;
    private final boolean refundStage;
    private final double learningRate;
    private final BatchIndex index;
    private final int[] rowsOfStage;

    /**
     * @param model mutated; its rows carry an optimiser's state
     * @param refundStage whether it models refunds
     * @param capacity clicks of a batch at most
     */
    public DelayTraining(DelayModel model, boolean refundStage, int fields, double learningRate, int capacity) {
        this.model = model;
        this.refundStage = refundStage;
        this.learningRate = learningRate;
        this.index = new BatchIndex(fields, capacity);
        this.rowsOfStage = new int[capacity];
    }

    /** Takes a step; returns the loss, 0 if the batch holds nothing for this stage. */
    public double train(CompleteBatch batch) {
        int n = 0;
        for (int i = 0; i < batch.size(); i++) {
            if (!refundStage || batch.label(i).paid()) {
                rowsOfStage[n++] = i;
            }
        }
        if (n == 0) {
            return 0;
        }
        index.index(batch.keys(), rowsOfStage, n);
        float[][] rows = model.gather(index);
        float[][] logits = model.tower().forward(index, rows, true);
        double loss = lossAndGradients(batch, n, logits);
        model.tower().step(index, rows, learningRate);
        model.scatter(index);
        return loss;
    }

    private double lossAndGradients(CompleteBatch batch, int n, float[][] logits) {
        double masked = LEAST_MASK;
        for (int i = 0; i < n; i++) {
            masked += inWindow(batch.label(rowsOfStage[i])) ? 0 : 1;
        }
        float[][] gradients = model.tower().tower().logitGradients();
        double inLoss = 0;
        double negativeLoss = 0;
        for (int i = 0; i < n; i++) {
            Trajectory label = batch.label(rowsOfStage[i]);
            boolean seen = inWindow(label);
            boolean trueNegative = refundStage ? !label.refunded() : !label.paid();
            inLoss += Logits.crossEntropy(logits[i][0], seen);
            gradients[i][0] = (float) (Logits.crossEntropySlope(logits[i][0], seen) / n);
            negativeLoss += seen ? 0 : Logits.crossEntropy(logits[i][1], trueNegative);
            gradients[i][1] = seen ? 0f : (float) (Logits.crossEntropySlope(logits[i][1], trueNegative) / masked);
        }
        return inLoss / n + negativeLoss / masked;
    }

    private boolean inWindow(Trajectory label) {
        return refundStage ? label.refundedImmediately() : label.paidImmediately();
    }
}

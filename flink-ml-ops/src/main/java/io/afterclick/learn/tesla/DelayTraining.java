package io.afterclick.learn.tesla;

import io.afterclick.journey.Trajectory;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.embedding.BatchIndex;
import java.util.List;

/**
 * Training of a delay model on complete labels: {@code mean BCE(in) + Σ mask·BCE(tn) / (Σ mask + 1e-6)}, mask = not seen in
 * the window. The conversion model sees all clicks, the refund model attributed purchases only.
 */
public final class DelayTraining {

    /** The loss terms of a step, in their order. */
    public static final List<String> LOSS_TERMS = List.of("in-window", "true-negative");

    private static final double LEAST_MASK = 1e-6;

    private final DelayModel model;
    private final boolean refundStage;
    private final double learningRate;
    private final BatchIndex index;
    private final int[] rowsOfStage;

    /**
     * @param model mutated; its rows carry an optimiser's state
     * @param capacity clicks of a batch at most
     */
    public DelayTraining(DelayModel model, int fields, double learningRate, int capacity) {
        this.model = model;
        this.refundStage = model.of() == DelayModel.Of.REFUND;
        this.learningRate = learningRate;
        this.index = new BatchIndex(fields, capacity);
        this.rowsOfStage = new int[capacity];
    }

    /** Takes a step; none if the batch holds nothing for this stage, or the loss or a gradient is not finite. */
    public StepResult train(CompleteBatch batch) {
        double[] terms = new double[LOSS_TERMS.size()];
        int n = 0;
        for (int i = 0; i < batch.size(); i++) {
            if (!refundStage || batch.label(i).paid()) {
                rowsOfStage[n++] = i;
            }
        }
        if (n == 0) {
            return new StepResult(false, 0, terms, 0, learningRate);
        }
        index.index(batch.keys(), rowsOfStage, n);
        float[][] rows = model.rows().gather(index);
        StagedTower tower = model.tower();
        tower.rememberStatistics();
        lossAndGradients(batch, n, tower.forward(index, rows, true), terms);
        double loss = terms[0] + terms[1];
        double squaredNorm = Double.isFinite(loss) ? tower.backward(index) : Double.NaN;
        boolean applied = Double.isFinite(squaredNorm);
        if (applied) {
            tower.step(index, rows, learningRate);
            model.rows().scatter(index);
        } else {
            tower.undo();
        }
        return new StepResult(applied, loss, terms, Math.sqrt(squaredNorm), learningRate);
    }

    private void lossAndGradients(CompleteBatch batch, int n, float[][] logits, double[] terms) {
        double masked = LEAST_MASK;
        for (int i = 0; i < n; i++) {
            masked += inWindow(batch.label(rowsOfStage[i])) ? 0 : 1;
        }
        float[][] gradients = model.tower().tower().logitGradients();
        for (int i = 0; i < n; i++) {
            Trajectory label = batch.label(rowsOfStage[i]);
            boolean seen = inWindow(label);
            boolean trueNegative = refundStage ? !label.refunded() : !label.paid();
            terms[0] += Logits.crossEntropy(logits[i][0], seen) / n;
            gradients[i][0] = (float) (Logits.crossEntropySlope(logits[i][0], seen) / n);
            terms[1] += seen ? 0 : Logits.crossEntropy(logits[i][1], trueNegative) / masked;
            gradients[i][1] = seen ? 0f : (float) (Logits.crossEntropySlope(logits[i][1], trueNegative) / masked);
        }
    }

    private boolean inWindow(Trajectory label) {
        return refundStage ? label.refundedImmediately() : label.paidImmediately();
    }
}

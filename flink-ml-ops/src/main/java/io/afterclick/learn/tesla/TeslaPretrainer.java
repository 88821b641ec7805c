package io.afterclick.learn.tesla;

import io.afterclick.learn.Pretrainer;
import io.afterclick.learn.SettledClick;
import io.afterclick.learn.StepResult;

/**
 * Pretraining of TESLA's three networks on the same batches of settled clicks: the predictor's two steps, and one of each delay
 * model. A batch is taken once {@code leastBatch} clicks wait behind it, so that the last one is not a short one.
 */
public final class TeslaPretrainer implements Pretrainer {

    private final TeslaPretraining predictor;
    private final DelayTraining conversionDelays;
    private final DelayTraining refundDelays;
    private final int batchSize;
    private CompleteBatch filling;
    private CompleteBatch other;
    private long steps;
    private long refused;

    /**
     * @param networks mutated
     * @param batchSize clicks of a batch
     * @param leastBatch clicks of the last batch, unless there are fewer at all
     */
    public TeslaPretrainer(TeslaNetworks networks, double learningRate, int batchSize, int leastBatch) {
        int fields = networks.settings().fields();
        int capacity = batchSize + leastBatch;
        this.batchSize = batchSize;
        this.predictor = new TeslaPretraining(networks.predictor(), fields, learningRate, capacity);
        this.conversionDelays =
                new DelayTraining(networks.delays(DelayModel.Of.CONVERSION), fields, learningRate, capacity);
        this.refundDelays = new DelayTraining(networks.delays(DelayModel.Of.REFUND), fields, learningRate, capacity);
        this.filling = new CompleteBatch(fields, capacity);
        this.other = new CompleteBatch(fields, capacity);
    }

    @Override
    public void add(SettledClick click, long[] keys) {
        System.arraycopy(keys, 0, filling.add(click.trajectory()), 0, keys.length);
        if (filling.size() == filling.capacity()) {
            CompleteBatch full = filling;
            other.clear();
            full.moveTail(batchSize, other);
            filling = other;
            other = full;
            train(full);
        }
    }

    @Override
    public void finish() {
        if (filling.size() > 0) {
            train(filling);
            filling.clear();
        }
    }

    private void train(CompleteBatch batch) {
        count(predictor.train(batch), 2);
        count(conversionDelays.train(batch), 1);
        count(refundDelays.train(batch), 1);
    }

    private void count(StepResult result, int taken) {
        if (result.applied()) {
            steps += taken;
        } else if (!Double.isFinite(result.loss()) || !Double.isFinite(result.gradientNorm())) {
            refused++;
        }
    }

    @Override
    public long steps() {
        return steps;
    }

    /** Steps that were given up because a loss or a gradient was not finite. */
    public long refused() {
        return refused;
    }
}

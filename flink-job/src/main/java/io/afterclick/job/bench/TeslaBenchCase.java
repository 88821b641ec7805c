package io.afterclick.job.bench;

import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.layer.WeightInitialiser;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowTable;
import io.afterclick.learn.tesla.CounterSampler;
import io.afterclick.learn.tesla.DelayModel;
import io.afterclick.learn.tesla.TeslaBatch;
import io.afterclick.learn.tesla.TeslaLearner;
import io.afterclick.learn.tesla.TeslaNetworks;
import io.afterclick.learn.tesla.TeslaPredictor;
import io.afterclick.learn.tesla.TeslaSettings;
import java.util.SplittableRandom;

/**
 * TESLA as online training begins: rows of all ids are in the pretrained tables, and the trained table begins from there.
 * Labels do not matter for speed, their shares do: as CASCADE has them, a tenth of the samples train the refund stage.
 */
public final class TeslaBenchCase implements BenchCase {

    private static final double REFUND_STAGE = 0.1;

    private final TeslaSettings settings;
    private final long[][] keys;
    private final HeapRows rows;
    private final TeslaLearner learner;
    private final TeslaBatch batch;
    private final CounterSampler sampler = new CounterSampler(1);

    /** @param keys of samples, {@code [samples, fields]}, taken in turn */
    public TeslaBenchCase(MatrixEngine engine, long[][] keys, int batchSize) {
        this.settings = TeslaSettings.of(keys[0].length);
        this.keys = keys;
        this.batch = new TeslaBatch(settings.fields(), batchSize);
        TeslaNetworks frozen =
                TeslaNetworks.begin(engine, settings, 1, 1, RowMode.LAZY).frozen();
        StoredRows.fill(frozen.table().rows(), keys);
        for (DelayModel.Of of : DelayModel.Of.values()) {
            StoredRows.fill(frozen.delayTable(of).rows(), keys);
        }
        RowTable table = frozen.table().continued(RowMode.LAZY);
        TeslaPredictor predictor = TeslaPredictor.trained(frozen.work(), settings, table.rows(), table.optimiser());
        predictor.initialise(new WeightInitialiser(1));
        this.rows = table.rows();
        this.learner = new TeslaLearner(
                settings,
                predictor,
                frozen.predictor(),
                frozen.delays(DelayModel.Of.CONVERSION),
                frozen.delays(DelayModel.Of.REFUND),
                batchSize);
    }

    @Override
    public int batchSize() {
        return batch.capacity();
    }

    @Override
    public int fields() {
        return settings.fields();
    }

    @Override
    public void fill(int step) {
        SplittableRandom random = new SplittableRandom(step);
        batch.clear();
        for (int i = 0; i < batch.capacity(); i++) {
            boolean refundStage = random.nextDouble() < REFUND_STAGE;
            boolean positive = random.nextDouble() < (refundStage ? 0.2 : 0.09);
            long[] row = batch.add(refundStage, positive, 5 * random.nextDouble());
            long sample = (long) step * batch.capacity() + i;
            System.arraycopy(keys[(int) (sample % keys.length)], 0, row, 0, row.length);
        }
        sampler.begin(0, step);
    }

    @Override
    public void train() {
        if (!learner.train(batch, sampler).applied()) {
            throw new IllegalStateException("expected a step of finite loss and gradients, found one that was refused");
        }
    }

    @Override
    public HeapRows rows() {
        return rows;
    }
}

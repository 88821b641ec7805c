package io.afterclick.job.bench;

import io.afterclick.learn.layer.WeightInitialiser;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.matrix.MeteredEngine;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowTable;
import io.afterclick.learn.tesla.CounterSampler;
import io.afterclick.learn.tesla.DelayModel;
import io.afterclick.learn.tesla.TeslaBatch;
import io.afterclick.learn.tesla.TeslaLearner;
import io.afterclick.learn.tesla.TeslaNetworks;
import io.afterclick.learn.tesla.TeslaPredictor;
import io.afterclick.learn.tesla.TeslaSettings;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Times TESLA's online step on one thread, next to the machine's own rate for one large product. */
public final class LearnerBench {

    private static final int WARM_UP = 20;
    private static final int COUNTED = 60;
    private static final int LARGE = 2048;
    private static final double REFUND_STAGE = 0.1;

    /**
     * What was measured, medians over the counted steps.
     *
     * @param productShare share of the time spent in matrix products
     * @param gemmGflops rate of these products
     * @param machineGemmGflops rate of one large product, measured in the same run
     * @param allocatedBytesPerStep on the heap, by the training thread
     */
    public record Result(
            double examplesPerSecond,
            double productShare,
            double gemmGflops,
            double machineGemmGflops,
            long allocatedBytesPerStep) {}

    private final MeteredEngine engine;
    private final TeslaSettings settings;
    private final long[][] keys;
    private final int batchSize;

    /** @param keys of samples, {@code [samples, fields]}, taken in turn */
    public LearnerBench(MatrixEngine engine, long[][] keys, int batchSize) {
        this.engine = new MeteredEngine(engine, System::nanoTime);
        this.settings = TeslaSettings.of(keys[0].length);
        this.keys = keys;
        this.batchSize = batchSize;
    }

    /** Trains and measures. */
    public Result run() {
        TeslaLearner learner = learner();
        CounterSampler sampler = new CounterSampler(1);
        TeslaBatch batch = new TeslaBatch(settings.fields(), batchSize);
        double[] seconds = new double[COUNTED];
        double[] shares = new double[COUNTED];
        double[] rates = new double[COUNTED];
        long[] allocated = new long[COUNTED];
        for (int step = 0; step < WARM_UP + COUNTED; step++) {
            fill(batch, step);
            sampler.begin(0, step);
            long productsBefore = engine.nanos();
            long operationsBefore = engine.operations();
            long bytesBefore = allocatedBytes();
            long start = System.nanoTime();
            learner.train(batch, sampler);
            long nanos = System.nanoTime() - start;
            if (step >= WARM_UP) {
                int i = step - WARM_UP;
                long products = engine.nanos() - productsBefore;
                seconds[i] = nanos / 1e9;
                shares[i] = products / (double) nanos;
                rates[i] = (engine.operations() - operationsBefore) / (double) products;
                allocated[i] = allocatedBytes() - bytesBefore;
            }
        }
        Arrays.sort(allocated);
        return new Result(
                batchSize / median(seconds), median(shares), median(rates), machineRate(), allocated[COUNTED / 2]);
    }

    private TeslaLearner learner() {
        TeslaNetworks frozen =
                TeslaNetworks.begin(engine, settings, 1, 1, RowMode.LAZY).frozen();
        RowTable rows = frozen.table().continued(RowMode.LAZY);
        TeslaPredictor online = TeslaPredictor.trained(frozen.work(), settings, rows.rows(), rows.optimiser());
        online.initialise(new WeightInitialiser(1));
        return new TeslaLearner(
                settings,
                online,
                frozen.predictor(),
                frozen.delays(DelayModel.Of.CONVERSION),
                frozen.delays(DelayModel.Of.REFUND),
                batchSize);
    }

    /** Labels do not matter for speed, their shares do: as CASCADE has them, a tenth of the samples train the refund stage. */
    private void fill(TeslaBatch batch, int step) {
        SplittableRandom random = new SplittableRandom(step);
        batch.clear();
        for (int i = 0; i < batchSize; i++) {
            boolean refundStage = random.nextDouble() < REFUND_STAGE;
            boolean positive = random.nextDouble() < (refundStage ? 0.2 : 0.09);
            long[] row = batch.add(refundStage, positive, 5 * random.nextDouble());
            System.arraycopy(keys[(int) (((long) step * batchSize + i) % keys.length)], 0, row, 0, row.length);
        }
    }

    private double machineRate() {
        Matrix a = engine.matrix(LARGE, LARGE);
        Matrix b = engine.matrix(LARGE, LARGE);
        Matrix c = engine.matrix(LARGE, LARGE);
        double[] rates = new double[7];
        for (int i = 0; i < rates.length; i++) {
            long start = System.nanoTime();
            engine.multiply(a, 0, b, 0, c, 0, LARGE);
            rates[i] = 2.0 * LARGE * LARGE * LARGE / (System.nanoTime() - start);
        }
        return median(rates);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long allocatedBytes() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getThreadAllocatedBytes(Thread.currentThread().getId())
                : 0;
    }
}

package io.afterclick.job.bench;

import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowInitialiser;
import io.afterclick.learn.layer.ParameterVisitor;
import io.afterclick.learn.layer.TowerWorkspace;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.matrix.MeteredEngine;
import io.afterclick.learn.tesla.CounterSampler;
import io.afterclick.learn.tesla.DelayModel;
import io.afterclick.learn.tesla.TeslaBatch;
import io.afterclick.learn.tesla.TeslaLearner;
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
        TowerWorkspace work = new TowerWorkspace(engine);
        RowInitialiser normal = new RowInitialiser(1, 1);
        int fields = settings.fields();
        TeslaPredictor online = new TeslaPredictor(
                work, settings, new HeapRows(fields, TeslaPredictor.layout(settings, true), normal), true);
        TeslaPredictor frozen = new TeslaPredictor(
                work, settings, new HeapRows(fields, TeslaPredictor.layout(settings, false), normal), false);
        DelayModel conversion =
                new DelayModel(work, settings, new HeapRows(fields, DelayModel.layout(settings, false), normal), false);
        DelayModel refund =
                new DelayModel(work, settings, new HeapRows(fields, DelayModel.layout(settings, false), normal), false);
        online.visit(new Uniform());
        online.pushParameters();
        frozen.visit(new Uniform());
        frozen.pushParameters();
        conversion.visit("", new Uniform());
        conversion.pushParameters();
        refund.visit("", new Uniform());
        refund.pushParameters();
        return new TeslaLearner(settings, online, frozen, conversion, refund, batchSize);
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

    /** Linear layers as they begin: uniform in ±1/√in, about 0.06 here. */
    private static final class Uniform implements ParameterVisitor {
        private final SplittableRandom random = new SplittableRandom(7);

        @Override
        public void block(String name, float[][] rows) {
            for (float[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = (float) (0.12 * random.nextDouble() - 0.06);
                }
            }
        }

        @Override
        public void vector(String name, float[] values) {
            // Norms begin as they are built.
        }
    }
}

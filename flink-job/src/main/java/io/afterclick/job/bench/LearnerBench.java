package io.afterclick.job.bench;

import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.matrix.MeteredEngine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.Function;

/** Times a learner's online step on one thread, next to the machine's own rate for one large product. */
public final class LearnerBench {

    private static final int WARM_UP = 20;
    private static final int COUNTED = 60;
    private static final int LARGE = 2048;

    /**
     * What was measured, medians over the counted steps.
     *
     * @param examplesPerCpuSecond by the time that the training thread was on a core
     * @param productShare share of the thread's CPU time that went into matrix products
     * @param gemmGflops rate of these products, by CPU time, so that other processes of a shared machine do not count
     * @param machineGemmGflops rate of one large product, by CPU time too, measured in the same run
     * @param allocatedBytesPerStep on the heap, by the training thread
     * @param state what a row takes
     */
    public record Result(
            double examplesPerSecond,
            double examplesPerCpuSecond,
            double productShare,
            double gemmGflops,
            double machineGemmGflops,
            long allocatedBytesPerStep,
            RowState state) {}

    private final MeteredEngine engine;
    private final BenchCase learner;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final double[] seconds = new double[COUNTED];
    private final double[] cpuSeconds = new double[COUNTED];
    private final double[] shares = new double[COUNTED];
    private final double[] rates = new double[COUNTED];
    private final double[] allocated = new double[COUNTED];

    /** @param learner makes the learner on the engine that it is given */
    public LearnerBench(MatrixEngine engine, Function<MatrixEngine, BenchCase> learner) {
        this.engine = new MeteredEngine(engine, threads::getCurrentThreadCpuTime);
        this.learner = learner.apply(this.engine);
    }

    /** Trains and measures. */
    public Result run() {
        for (int step = 0; step < WARM_UP; step++) {
            learner.fill(step);
            learner.train();
        }
        for (int i = 0; i < COUNTED; i++) {
            learner.fill(WARM_UP + i);
            count(i);
        }
        int n = learner.batchSize();
        return new Result(
                n / median(seconds),
                n / median(cpuSeconds),
                median(shares),
                median(rates),
                machineRate(),
                Math.round(median(allocated)),
                RowState.of(learner.rows(), learner.fields()));
    }

    private void count(int i) {
        long products = engine.nanos();
        long operations = engine.operations();
        long bytes = allocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        learner.train();
        long nanos = System.nanoTime() - start;
        long cpuNanos = threads.getCurrentThreadCpuTime() - cpu;
        allocated[i] = allocatedBytes() - bytes;
        seconds[i] = nanos / 1e9;
        cpuSeconds[i] = cpuNanos / 1e9;
        shares[i] = (engine.nanos() - products) / (double) cpuNanos;
        rates[i] = (engine.operations() - operations) / (double) (engine.nanos() - products);
    }

    private double machineRate() {
        Matrix a = engine.matrix(LARGE, LARGE);
        Matrix b = engine.matrix(LARGE, LARGE);
        Matrix c = engine.matrix(LARGE, LARGE);
        double[] found = new double[7];
        for (int i = 0; i < found.length; i++) {
            long before = engine.nanos();
            engine.multiply(a, 0, b, 0, c, 0, LARGE);
            found[i] = 2.0 * LARGE * LARGE * LARGE / (engine.nanos() - before);
        }
        return median(found);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private long allocatedBytes() {
        return threads instanceof com.sun.management.ThreadMXBean allocating
                ? allocating.getThreadAllocatedBytes(Thread.currentThread().getId())
                : 0;
    }
}

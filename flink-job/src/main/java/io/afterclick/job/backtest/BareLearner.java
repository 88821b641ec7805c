package io.afterclick.job.backtest;

import io.afterclick.event.Click;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.trainer.VariantPlan;
import io.afterclick.job.variant.NetworkFolders;
import io.afterclick.job.variant.Variants;
import io.afterclick.journey.delivery.Deliveries;
import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.matrix.MatrixEngines;
import io.afterclick.model.LearnerDigest;
import io.afterclick.trial.LogReader;
import io.afterclick.trial.TestThenTrain;
import io.afterclick.trial.TrialListener;
import io.afterclick.trial.TrialLog;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Map;

/**
 * The same variant, samples and batches as in a backtest, without an engine: in one thread, with all rows on the heap. What a job
 * adds to that is what the engine costs.
 */
public final class BareLearner {

    private final InputSources input;
    private final FeatureSpace features;
    private final Settings settings;
    private final BacktestPlan plan;
    private final Protocol protocol;
    private final VariantPlan variant;

    /**
     * What a run took.
     *
     * @param samples trained on
     * @param cpuSeconds of the thread from one step to the next, the clicks' scores left out
     * @param wallSeconds of scoring and training
     */
    public record Result(long samples, double cpuSeconds, double wallSeconds, String parametersSha256) {}

    /**
     * @param plan of one variant that trains
     * @param networks folder of its pretrained networks
     */
    public BareLearner(InputSources input, FeatureSpace features, Settings settings, BacktestPlan plan, Path networks)
            throws IOException {
        this.input = input;
        this.features = features;
        this.settings = settings;
        this.plan = plan;
        this.protocol = Protocol.of(input, features, plan, settings);
        Map<String, String> folders = NetworkFolders.find(
                "--init",
                networks,
                NetworkFolders.needed(plan.variants(), protocol.defaults()).keySet());
        this.variant = Variants.plans(plan.variants(), protocol.defaults(), folders, protocol.windows())
                .get(0);
    }

    /** What journeys over the whole input deliver. */
    public TrialLog read() throws IOException {
        String deliveries = Variants.deliveries(plan.variants());
        return new LogReader(protocol.windows(), Deliveries.of(deliveries).deliveries())
                .read(
                        input.spec(),
                        settings.intake(input.features(), input.sort()),
                        settings.get(JourneyOptions.MAX_OUT_OF_ORDERNESS).toMillis());
    }

    /** Scores and trains over a log. */
    public Result run(TrialLog log) throws IOException {
        String delivery = variant.delivery();
        if (delivery == null) {
            throw new IllegalArgumentException("expected a variant that trains, found " + variant.name());
        }
        HeapRows[] rows = new HeapRows[1];
        DurableLearner durable = variant.opener().open(MatrixEngines.best(), (layout, origin) -> {
            rows[0] = new HeapRows(features.size(), layout, origin);
            return rows[0];
        });
        Meter meter = new Meter();
        long start = System.nanoTime();
        new TestThenTrain(protocol.segments(), protocol.batches(), features)
                .run(durable.learner(), log.samplesOf(delivery), log.clicks(), meter);
        double wall = (System.nanoTime() - start) / 1e9;
        LearnerDigest digest = new LearnerDigest(durable);
        rows[0].forEach(digest::add);
        return new Result(meter.samples, meter.trainingNanos / 1e9, wall, digest.parameters());
    }

    /** Takes the CPU time between one step and the end of what came before it. */
    private static final class Meter implements TrialListener {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private long before = threads.getCurrentThreadCpuTime();
        private long trainingNanos;
        private long samples;

        @Override
        public void scored(long segment, Click click, Scores scores, int place) {
            before = threads.getCurrentThreadCpuTime();
        }

        @Override
        public void trained(long segment, long batch, int size, StepResult step) {
            long now = threads.getCurrentThreadCpuTime();
            trainingNanos += now - before;
            before = now;
            samples += size;
        }
    }
}

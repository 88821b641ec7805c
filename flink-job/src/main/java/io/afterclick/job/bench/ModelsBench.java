package io.afterclick.job.bench;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.journey.Delivered.Outcome;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.learn.OnlineLearner;
import io.afterclick.learn.Pretrainer;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.trial.BatchSizes;
import io.afterclick.trial.Pretraining;
import io.afterclick.trial.SegmentJudge;
import io.afterclick.trial.Segments;
import io.afterclick.trial.TestThenTrain;
import io.afterclick.trial.TrialLog;
import io.afterclick.trial.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Trains and tests the variants of a model over one log, by the papers' protocol and without an engine. */
public final class ModelsBench {

    /**
     * One trial.
     *
     * @param seconds of scoring and training online
     */
    public record Run(String variant, RowMode rows, long seed, TrialResult result, double seconds) {}

    private final TrialLog log;
    private final List<Outcome> outcomes;
    private final FeatureSpace features;
    private final TrialPlan plan;
    private final long epoch;
    private final Segments segments;
    private final BatchSizes batches;

    /**
     * @param epoch day 0, in milliseconds since 1970-01-01T00:00Z
     * @throws IllegalArgumentException if days, segments and batches do not fit together
     */
    public ModelsBench(TrialLog log, FeatureSpace features, TrialPlan plan, long epoch) {
        this.log = log;
        this.features = features;
        this.plan = plan;
        this.epoch = epoch;
        this.segments = segments(plan, epoch);
        this.outcomes = log.completeOutcomes(segments);
        this.batches = new BatchSizes(plan.batchSize(), TrialPlan.SMALLEST_BATCH);
        pretraining(1);
    }

    private static Segments segments(TrialPlan plan, long epoch) {
        return Segments.between(
                plan.stream().start(epoch),
                plan.stream().end(epoch),
                plan.segment().toMillis());
    }

    private Pretraining pretraining(long seed) {
        return new Pretraining(plan.pretrain().start(epoch), plan.pretrain().end(epoch), segments.start(), seed);
    }

    /** Runs all variants with all seeds and modes of rows; each run is told as it ends. */
    public List<Run> run(BenchedModel model, Consumer<Run> told) {
        List<Run> runs = new ArrayList<>();
        for (long seed = 1; seed <= plan.seeds(); seed++) {
            for (RowMode rows : plan.rows()) {
                for (String variant : plan.variants()) {
                    Run run = run(model, variant, rows, seed);
                    told.accept(run);
                    runs.add(run);
                }
            }
        }
        return runs;
    }

    private Run run(BenchedModel model, String variant, RowMode rows, long seed) {
        Consumer<Pretrainer> pretrain = pretrainer -> pretraining(seed).run(pretrainer, features, log.settled());
        OnlineLearner learner = model.begin(variant, rows, seed, pretrain);
        String delivery = model.delivery(variant);
        List<Sample> samples = delivery == null ? List.of() : log.samplesOf(delivery);
        SegmentJudge judge = new SegmentJudge(outcomes);
        long start = System.nanoTime();
        new TestThenTrain(segments, batches, features).run(learner, samples, log.clicks(), judge);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Run(variant, rows, seed, judge.result(), seconds);
    }
}

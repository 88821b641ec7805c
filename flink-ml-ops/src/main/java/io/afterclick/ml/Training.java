package io.afterclick.ml;

import io.afterclick.event.Click;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.learn.OnlineLearner;
import io.afterclick.learn.Pretrainer;
import io.afterclick.learn.Scores;
import io.afterclick.learn.SettledClick;
import io.afterclick.learn.StepResult;
import io.afterclick.snapshot.Provenance;
import io.afterclick.trial.BatchSizes;
import io.afterclick.trial.Pretraining;
import io.afterclick.trial.Segments;
import io.afterclick.trial.Settled;
import io.afterclick.trial.TestThenTrain;
import io.afterclick.trial.TrialListener;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What an estimator does with its tables, once they are in memory: one pass over the settled clicks in a shuffled order, then the
 * samples in their training order, segment after segment. What comes of it depends on rows and parameters alone, not on the
 * order of the rows.
 */
final class Training implements TrialListener {

    private final TrainingParams<?> params;
    private final FeatureSpace features;
    private final BatchSizes batches;
    private long pretrainingSteps;
    private @Nullable Long from;
    private @Nullable Long to;
    private long segments;
    private long steps;
    private long refused;

    /** @param batchSize samples of a batch at most */
    Training(TrainingParams<?> params, FeatureSpace features, int batchSize) {
        this.params = params;
        this.features = features;
        if (batchSize < 2L * params.getMinBatchSize()) {
            throw new IllegalArgumentException("parameter batchSize: expected at least twice minBatchSize, "
                    + 2L * params.getMinBatchSize() + ", found " + batchSize);
        }
        this.batches = new BatchSizes(batchSize, params.getMinBatchSize());
    }

    /**
     * Number of features of a click, as settled clicks have it.
     *
     * @param table name in messages
     */
    static int featuresOf(List<SettledClick> settled, String table) {
        Set<String> ids = new HashSet<>();
        for (SettledClick each : settled) {
            if (!ids.add(each.click().id())) {
                throw new IllegalArgumentException(table + ": expected each click once, found "
                        + each.click().id() + " twice");
            }
        }
        if (settled.isEmpty()) {
            throw new IllegalArgumentException(table + ": expected at least one settled click, found none");
        }
        int size = settled.get(0).click().features().size();
        if (size == 0) {
            throw new IllegalArgumentException(table + ": expected clicks with features, found one without");
        }
        return size;
    }

    void pretrain(Pretrainer pretrainer, List<SettledClick> settled) {
        List<Settled> known = settled.stream()
                .map(click -> new Settled(click, click.click().time()))
                .toList();
        new Pretraining(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, params.getSeed())
                .run(pretrainer, features, known);
        pretrainingSteps = pretrainer.steps();
    }

    void train(OnlineLearner learner, List<? extends Sample> samples) {
        Long given = params.getStartMs();
        long length = params.getSegmentLengthMs();
        long first = samples.stream().mapToLong(Sample::deliveredAt).min().orElse(0);
        long last = samples.stream().mapToLong(Sample::deliveredAt).max().orElse(0);
        long start = given == null ? Math.floorDiv(first, length) * length : given;
        if (samples.isEmpty() || last < start) {
            return;
        }
        long count = Math.floorDiv(last - start, length) + 1;
        if (count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "parameter segmentLengthMs: expected a length that cuts the " + (last - start)
                            + " ms of the samples into " + Integer.MAX_VALUE + " segments at most, found " + length);
        }
        Segments stream = new Segments(start, length, (int) count);
        new TestThenTrain(stream, batches, features).run(learner, samples, List.of(), this);
        from = Math.max(first, start);
        to = last;
        segments = stream.count();
    }

    @Override
    public void scored(long segment, Click click, Scores scores, int place) {
        throw new IllegalStateException("expected no clicks to score, found " + click.id());
    }

    @Override
    public void trained(long segment, long batch, int samples, StepResult step) {
        if (step.applied()) {
            steps++;
        } else {
            refused++;
        }
    }

    /** What a manifest says of this training, and of the model's design. */
    Provenance provenance(ModelDesign design) {
        SortedMap<String, String> settings = design.settings();
        settings.put("pretraining.steps", Long.toString(pretrainingSteps));
        settings.put("training.refused-batches", Long.toString(refused));
        return new Provenance("flink-ml-stage", design.seed(), settings, from, to, segments, steps);
    }
}

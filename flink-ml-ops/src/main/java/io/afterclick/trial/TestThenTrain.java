package io.afterclick.trial;

import io.afterclick.event.Click;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.TrainingOrder;
import io.afterclick.learn.OnlineLearner;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import java.util.Comparator;
import java.util.List;

/**
 * Segment after segment, scores the clicks with what was learned from all segments before, then trains on the samples that were
 * delivered in it. Segment 0 trains only. What a learner is given depends on samples and clicks alone, not on how they came.
 */
public final class TestThenTrain {

    private static final int SCORED_AT_ONCE = 256;
    private static final Comparator<Click> BY_TIME_AND_ID =
            Comparator.comparingLong(Click::time).thenComparing(Click::id);

    private final Segments segments;
    private final BatchSizes batches;
    private final FeatureSpace features;
    private final long[][] keys;

    public TestThenTrain(Segments segments, BatchSizes batches, FeatureSpace features) {
        this.segments = segments;
        this.batches = batches;
        this.features = features;
        this.keys = new long[SCORED_AT_ONCE][features.size()];
    }

    /**
     * Runs a trial.
     *
     * @param samples in any order; those delivered outside of the stream, or of tasks that are not the learner's, are left out
     * @param clicks in any order; those outside of the segments that are scored are left out
     * @return samples that waited for more when the stream ended
     */
    public int run(OnlineLearner learner, List<? extends Sample> samples, List<Click> clicks, TrialListener listener) {
        List<Sample> toTrain = samples.stream()
                .<Sample>map(sample -> sample)
                .filter(sample -> segments.trains(sample.deliveredAt()) && learner.trainsOn(sample.task()))
                .sorted(TrainingOrder.INSTANCE)
                .toList();
        List<Click> toScore = clicks.stream()
                .filter(click -> segments.scores(click.time()))
                .sorted(BY_TIME_AND_ID)
                .toList();
        int trained = 0;
        int delivered = 0;
        int scored = 0;
        for (long segment = 0; segment <= segments.count(); segment++) {
            listener.begins(segment);
            int from = scored;
            while (scored < toScore.size() && segments.of(toScore.get(scored).time()) == segment) {
                scored++;
            }
            score(learner, segment, toScore.subList(from, scored), listener);
            while (delivered < toTrain.size()
                    && segments.of(toTrain.get(delivered).deliveredAt()) == segment) {
                delivered++;
            }
            trained += train(learner, segment, toTrain.subList(trained, delivered), listener);
        }
        return delivered - trained;
    }

    private void score(OnlineLearner learner, long segment, List<Click> clicks, TrialListener listener) {
        Scores scores = new Scores(learner.quantities());
        for (int from = 0; from < clicks.size(); from += SCORED_AT_ONCE) {
            List<Click> some = clicks.subList(from, Math.min(clicks.size(), from + SCORED_AT_ONCE));
            for (int i = 0; i < some.size(); i++) {
                features.rows(some.get(i).features(), keys[i], 0);
            }
            learner.score(keys, some.size(), scores);
            for (int i = 0; i < some.size(); i++) {
                listener.scored(segment, some.get(i), scores, i);
            }
        }
    }

    private int train(OnlineLearner learner, long segment, List<Sample> samples, TrialListener listener) {
        int next = 0;
        int[] sizes = batches.of(samples.size());
        for (int batch = 0; batch < sizes.length; batch++) {
            for (Sample sample : samples.subList(next, next + sizes[batch])) {
                features.rows(sample.click().features(), keys[0], 0);
                learner.add(sample, keys[0]);
            }
            next += sizes[batch];
            StepResult step = learner.train(segment, batch);
            listener.trained(segment, batch, sizes[batch], step);
        }
        return next;
    }
}

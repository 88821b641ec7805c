package io.afterclick.job.trainer;

import io.afterclick.event.Click;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.Delivered.ScoreRequest;
import io.afterclick.journey.TrainingOrder;
import io.afterclick.learn.OnlineLearner;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import io.afterclick.trial.BatchSizes;
import io.afterclick.trial.Segments;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores and trains one variant, segment after segment, a batch at a time: clicks first, with the parameters as they were at
 * the segment's start, then samples. What it does next is a function of its progress and of what waits, so that it goes on
 * after a failure where its state says.
 */
final class VariantTrainer {

    private static final int SCORED_AT_ONCE = 256;
    private static final Comparator<Click> BY_TIME_AND_ID =
            Comparator.comparingLong(Click::time).thenComparing(Click::id);

    /** Hears what comes out. */
    interface Listener {

        /** A click was scored. */
        void scored(long segment, long steps, Click click, Scores scores, int place);

        /** All clicks of a segment were scored. */
        void segmentScored(long segment, int clicks);

        /** A batch was trained on, or refused. */
        void trained(List<Sample> batch, StepResult result);
    }

    private final OnlineLearner learner;
    private final Segments segments;
    private final long closingDelay;
    private final BatchSizes sizes;
    private final FeatureSpace features;
    private final WaitingBlocks samples;
    private final WaitingBlocks clicks;
    private final Listener listener;
    private final Scores scores;
    private final long[][] keys;
    private Progress progress;
    private double lastLoss = Double.NaN;
    private @Nullable Open open;

    /** The segment that is being worked on. */
    private record Open(List<Click> clicks, List<Sample> samples, int[] sizes) {}

    /**
     * @param closingDelay how long after its end a segment is worked on, in milliseconds
     * @param samples that wait, of this variant
     * @param clicks that wait, of this variant
     */
    VariantTrainer(
            OnlineLearner learner,
            Segments segments,
            long closingDelay,
            BatchSizes sizes,
            FeatureSpace features,
            WaitingBlocks samples,
            WaitingBlocks clicks,
            Progress progress,
            Listener listener) {
        this.learner = learner;
        this.segments = segments;
        this.closingDelay = closingDelay;
        this.sizes = sizes;
        this.features = features;
        this.samples = samples;
        this.clicks = clicks;
        this.progress = progress;
        this.listener = listener;
        this.scores = new Scores(learner.quantities());
        this.keys = new long[SCORED_AT_ONCE][features.size()];
    }

    /** Takes what a journey gave away, if it concerns this variant and the stream; under the variant's key. */
    void add(Delivered delivered) throws Exception {
        if (delivered instanceof ScoreRequest request) {
            if (segments.scores(request.click().time())) {
                clicks.add(segmentFor(request.click().time()), request);
            }
        } else if (delivered instanceof Sample sample) {
            if (learner.trainsOn(sample.task()) && segments.trains(sample.deliveredAt())) {
                samples.add(segmentFor(sample.deliveredAt()), sample);
            } else {
                progress = progress.unused();
            }
        }
    }

    /** A segment that was begun takes nothing more: what comes too late for its own is in the next one. */
    private long segmentFor(long time) {
        long first = progress.isBegun() ? progress.segment() + 1 : progress.segment();
        return Math.max(first, segments.of(time));
    }

    /** Whether there is something to do up to a watermark. */
    boolean hasWork(long watermark) {
        return !isDone(watermark) && lastInstant() <= watermark;
    }

    /** How far a watermark may go so that this variant has nothing to do before it. */
    long followed(long watermark) {
        return isDone(watermark) ? watermark : Math.min(watermark, lastInstant() - 1);
    }

    private boolean isDone(long watermark) {
        if (progress.segment() > segments.count()) {
            return true;
        }
        boolean nothingComes = watermark == Long.MAX_VALUE && segments.areEndless();
        boolean between = open == null && !progress.isBegun();
        return nothingComes && between && progress.segment() > Math.max(samples.lastSegment(), clicks.lastSegment());
    }

    /** The watermark at which the segment that is next may be worked on. */
    private long lastInstant() {
        long end = segments.start() + (progress.segment() + 1) * segments.length();
        return end - 1 + closingDelay;
    }

    /**
     * Scores some clicks, or trains on a batch, or goes on to the next segment; under the variant's key.
     *
     * @return whether it was a batch
     */
    boolean turn() throws Exception {
        Open now = open;
        if (now == null) {
            now = begin();
            open = now;
        }
        if (progress.scored() < now.clicks.size()) {
            score(now.clicks);
        } else if (!progress.announced()) {
            if (progress.segment() > 0) {
                listener.segmentScored(progress.segment(), now.clicks.size());
            }
            progress = progress.withAnnouncement();
        } else if (progress.batch() < now.sizes.length) {
            train(now);
            return true;
        } else {
            end(now);
        }
        return false;
    }

    private Open begin() throws Exception {
        List<Click> toScore = clicks.read(progress.segment(), ScoreRequest.class).stream()
                .map(ScoreRequest::click)
                .sorted(BY_TIME_AND_ID)
                .toList();
        List<Sample> toTrain = samples.read(progress.segment(), Sample.class).stream()
                .sorted(TrainingOrder.INSTANCE)
                .toList();
        return new Open(toScore, toTrain, sizes.of(toTrain.size()));
    }

    private void score(List<Click> all) {
        int from = progress.scored();
        List<Click> some = all.subList(from, Math.min(all.size(), from + SCORED_AT_ONCE));
        for (int i = 0; i < some.size(); i++) {
            features.rows(some.get(i).features(), keys[i], 0);
        }
        learner.score(keys, some.size(), scores);
        for (int i = 0; i < some.size(); i++) {
            listener.scored(progress.segment(), progress.totals().steps(), some.get(i), scores, i);
        }
        progress = progress.scored(some.size());
    }

    private void train(Open now) {
        int from = 0;
        for (int batch = 0; batch < progress.batch(); batch++) {
            from += now.sizes[batch];
        }
        List<Sample> batch = now.samples.subList(from, from + now.sizes[progress.batch()]);
        for (Sample sample : batch) {
            features.rows(sample.click().features(), keys[0], 0);
            learner.add(sample, keys[0]);
        }
        StepResult result = learner.train(progress.segment(), progress.batch());
        lastLoss = result.loss();
        listener.trained(batch, result);
        progress = result.applied() ? progress.trained(batch.size()) : progress.refused(batch.size());
    }

    private void end(Open now) throws Exception {
        clicks.remove(progress.segment());
        if (now.sizes.length > 0) {
            samples.remove(progress.segment());
        }
        // Too few samples stay, and are the first ones of the next segment.
        progress = progress.nextSegment();
        open = null;
    }

    /** Brings the waiting records in state up to date; under the variant's key. */
    void flush() throws Exception {
        samples.flush();
        clicks.flush();
    }

    Progress progress() {
        return progress;
    }

    /** Of the last batch, NaN before the first. */
    double lastLoss() {
        return lastLoss;
    }

    /** Samples that were not trained on yet. */
    long waitingSamples() {
        return samples.records();
    }

    /** Clicks whose segment is not done. */
    long waitingClicks() {
        return clicks.records();
    }
}

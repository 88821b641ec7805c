package io.afterclick.job.variant;

import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.SampleTask;
import io.afterclick.learn.OnlineLearner;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.reader.ReaderOptions;
import io.afterclick.learn.reader.ReaderPredictor;
import io.afterclick.learn.reader.ReaderScorer;
import io.afterclick.learn.reader.Router;
import io.afterclick.learn.tesla.TeslaPredictor;
import io.afterclick.learn.tesla.TeslaScorer;
import java.util.List;
import java.util.Set;

/** Pretrained networks that score and never train. */
final class FrozenLearner implements OnlineLearner {

    /** Scores clicks. */
    interface Scorer {
        void score(long[][] keys, int n, Scores into);
    }

    private final Set<Quantity> quantities;
    private final Scorer scorer;

    FrozenLearner(Set<Quantity> quantities, Scorer scorer) {
        this.quantities = Set.copyOf(quantities);
        this.scorer = scorer;
    }

    static FrozenLearner of(TeslaPredictor predictor, int fields) {
        TeslaScorer scorer = new TeslaScorer(predictor, fields);
        return new FrozenLearner(Set.copyOf(TeslaScorer.QUANTITIES), scorer::score);
    }

    static FrozenLearner of(ReaderPredictor predictor, Router router, ReaderOptions options) {
        ReaderScorer scorer = new ReaderScorer(predictor, router, options);
        return new FrozenLearner(Set.of(Quantity.GMV), (keys, n, into) -> {
            into.require(n);
            scorer.score(keys, n, into.of(Quantity.GMV));
        });
    }

    @Override
    public boolean trainsOn(SampleTask task) {
        return false;
    }

    @Override
    public void add(Sample sample, long[] keys) {
        throw refused();
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public StepResult train(long segment, long batch) {
        throw refused();
    }

    private static IllegalStateException refused() {
        return new IllegalStateException("expected no samples for networks that are frozen, found some");
    }

    @Override
    public List<String> lossTerms() {
        return List.of();
    }

    @Override
    public Set<Quantity> quantities() {
        return quantities;
    }

    @Override
    public void score(long[][] keys, int n, Scores into) {
        scorer.score(keys, n, into);
    }
}

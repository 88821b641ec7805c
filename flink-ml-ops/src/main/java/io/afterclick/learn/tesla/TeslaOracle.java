package io.afterclick.learn.tesla;

import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.SampleTask;
import io.afterclick.journey.Trajectory;
import io.afterclick.learn.OnlineLearner;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.optimise.RowOptimiser;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What TESLA would learn if labels were complete at once: the same predictor from the same checkpoint on, trained with the
 * pretraining losses on one row a click.
 */
public final class TeslaOracle implements OnlineLearner {

    private final TeslaPredictor predictor;
    private final TeslaPretraining training;
    private final CompleteBatch batch;
    private final TeslaScorer scorer;

    /** Arguments as for {@link TeslaOnline}. */
    public TeslaOracle(
            TeslaSettings settings, TeslaNetworks frozen, EmbeddingRows rows, RowOptimiser rowOptimiser, int capacity) {
        this.predictor = TeslaPredictor.trained(frozen.work(), settings, rows, rowOptimiser);
        TeslaNetworks.copy(frozen.predictor().parameters(), predictor.parameters());
        predictor.pushParameters();
        this.training = new TeslaPretraining(predictor, settings.fields(), settings.learningRate(), capacity);
        this.batch = new CompleteBatch(settings.fields(), capacity);
        this.scorer = new TeslaScorer(predictor, settings.fields());
    }

    public TeslaPredictor predictor() {
        return predictor;
    }

    @Override
    public boolean trainsOn(SampleTask task) {
        return task == SampleTask.NET_CONVERSION;
    }

    @Override
    public void add(Sample sample, long[] keys) {
        if (!(sample instanceof ConversionSample complete) || !trainsOn(sample.task())) {
            throw new IllegalArgumentException("expected a complete row of net conversion, found " + sample.task());
        }
        // How fast it went does not matter to the predictor's losses.
        Trajectory label = complete.refunded() ? Trajectory.D_CONV_D_REFUND : Trajectory.D_CONV;
        long[] row = batch.add(complete.paid() ? label : Trajectory.N_CONV);
        System.arraycopy(keys, 0, row, 0, row.length);
    }

    @Override
    public int size() {
        return batch.size();
    }

    @Override
    public StepResult train(long segment, long batchOfSegment) {
        StepResult result = training.train(batch);
        batch.clear();
        return result;
    }

    @Override
    public List<String> lossTerms() {
        return TeslaPretraining.LOSS_TERMS;
    }

    @Override
    public Set<Quantity> quantities() {
        return EnumSet.copyOf(TeslaScorer.QUANTITIES);
    }

    @Override
    public void score(long[][] keys, int n, Scores into) {
        scorer.score(keys, n, into);
    }
}

package io.afterclick.learn.tesla;

import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.SampleTask;
import io.afterclick.learn.OnlineLearner;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.optimise.RowOptimiser;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** TESLA in online training, from pretrained networks on: a copy of their predictor moves, they stay as they are. */
public final class TeslaOnline implements OnlineLearner {

    private static final double MILLIS_PER_HOUR = 3_600_000;

    private final TeslaPredictor predictor;
    private final TeslaLearner learner;
    private final TeslaBatch batch;
    private final CounterSampler sampler;
    private final TeslaScorer scorer;

    /**
     * @param settings of the online phase; as many fields, the same dimension and variant as the networks
     * @param frozen networks that were pretrained
     * @param rows of the online predictor; what was never stored there must be what the frozen predictor has
     * @param seed of the draws of negatives
     * @param capacity samples of a batch at most
     */
    public TeslaOnline(
            TeslaSettings settings,
            TeslaNetworks frozen,
            EmbeddingRows rows,
            RowOptimiser rowOptimiser,
            long seed,
            int capacity) {
        this.predictor = TeslaPredictor.trained(frozen.work(), settings, rows, rowOptimiser);
        TeslaNetworks.copy(frozen.predictor().parameters(), predictor.parameters());
        predictor.pushParameters();
        this.learner = new TeslaLearner(
                settings,
                predictor,
                frozen.predictor(),
                frozen.delays(DelayModel.Of.CONVERSION),
                frozen.delays(DelayModel.Of.REFUND),
                capacity);
        this.batch = new TeslaBatch(settings.fields(), capacity);
        this.sampler = new CounterSampler(seed);
        this.scorer = new TeslaScorer(predictor, settings.fields());
    }

    /** The online predictor, for whoever saves or restores it. */
    public TeslaPredictor predictor() {
        return predictor;
    }

    @Override
    public boolean trainsOn(SampleTask task) {
        return task == SampleTask.CVR || task == SampleTask.RFR;
    }

    @Override
    public void add(Sample sample, long[] keys) {
        if (!(sample instanceof ConversionSample conversion) || !trainsOn(sample.task())) {
            throw new IllegalArgumentException("expected a sample of CVR or RFR, found one of " + sample.task());
        }
        boolean refundStage = sample.task() == SampleTask.RFR;
        long delay = refundStage ? conversion.refundDelay() : conversion.conversionDelay();
        long[] row = batch.add(refundStage, conversion.label() == 1, delay / MILLIS_PER_HOUR);
        System.arraycopy(keys, 0, row, 0, row.length);
    }

    @Override
    public int size() {
        return batch.size();
    }

    @Override
    public StepResult train(long segment, long batchOfSegment) {
        sampler.begin(segment, batchOfSegment);
        StepResult result = learner.train(batch, sampler);
        batch.clear();
        return result;
    }

    @Override
    public List<String> lossTerms() {
        return TeslaLearner.LOSS_TERMS;
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

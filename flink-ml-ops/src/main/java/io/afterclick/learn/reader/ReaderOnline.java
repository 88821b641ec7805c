package io.afterclick.learn.reader;

import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.GmvState;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.SampleTask;
import io.afterclick.learn.OnlineLearner;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.RowOptimiser;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** READER in online training, from pretrained networks on: a copy of their predictor moves, they stay as they are. */
public final class ReaderOnline implements OnlineLearner {

    private static final List<String> TERMS = List.of("online", "alignment", "unlearning");

    private final ReaderSettings settings;
    private final ReaderPredictor predictor;
    private final DenseOptimiser optimiser;
    private final ReaderLearner learner;
    private final GmvBatch batch = new GmvBatch();
    private long[][] keys = new long[0][];

    /**
     * @param frozen networks that were pretrained; only asked
     * @param rows of the online predictor; what was never stored there must be what the frozen predictor has
     */
    public ReaderOnline(
            ReaderNetworks frozen,
            EmbeddingRows rows,
            RowOptimiser rowOptimiser,
            ReaderOptions options,
            LearningRate learningRate) {
        this.settings = frozen.settings();
        this.predictor = frozen.trainedCopy(rows, rowOptimiser);
        this.optimiser = predictor.optimiser();
        this.learner =
                new ReaderLearner(predictor, frozen.router(), frozen.calibrator(), optimiser, options, learningRate);
    }

    /** The online predictor, for whoever saves or restores it. */
    public ReaderPredictor predictor() {
        return predictor;
    }

    /** What moves the predictor's dense parameters. */
    public DenseOptimiser optimiser() {
        return optimiser;
    }

    @Override
    public boolean trainsOn(SampleTask task) {
        return task == SampleTask.GMV_PURCHASE || task == SampleTask.GMV_GROUND_TRUTH;
    }

    /** @throws IllegalArgumentException if the sample is none of gross value */
    @Override
    public void add(Sample sample, long[] rowKeys) {
        if (!(sample instanceof GmvSample gmv)) {
            throw new IllegalArgumentException("expected a sample of gross value, found one of " + sample.task());
        }
        GmvState now = gmv.now();
        GmvState previous = gmv.previous();
        batch.add(
                keep(rowKeys),
                gmv.task() == SampleTask.GMV_GROUND_TRUTH,
                settings.share(now.elapsed()),
                now.count(),
                ReaderSettings.major(now.micros()),
                settings.share(previous.elapsed()),
                previous.count(),
                ReaderSettings.major(previous.micros()));
    }

    private long[] keep(long[] rowKeys) {
        int place = batch.size();
        if (place == keys.length) {
            keys = Arrays.copyOf(keys, Math.max(64, 2 * place));
            for (int i = place; i < keys.length; i++) {
                keys[i] = new long[settings.fields()];
            }
        }
        System.arraycopy(rowKeys, 0, keys[place], 0, settings.fields());
        return keys[place];
    }

    @Override
    public int size() {
        return batch.size();
    }

    @Override
    public StepResult train(long segment, long number) {
        ReaderStep step = learner.train(batch, segment);
        batch.clear();
        double[] terms = {step.online(), step.alignment(), step.unlearning()};
        return new StepResult(step.applied(), step.loss(), terms, step.gradientNorm(), step.learningRate());
    }

    @Override
    public List<String> lossTerms() {
        return TERMS;
    }

    @Override
    public Set<Quantity> quantities() {
        return Set.of(Quantity.GMV);
    }

    @Override
    public void score(long[][] rowKeys, int n, Scores into) {
        into.require(n);
        learner.score(rowKeys, n, into.of(Quantity.GMV));
    }
}

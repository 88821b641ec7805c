package io.afterclick.job.bench;

import io.afterclick.event.Money;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.GmvState;
import io.afterclick.journey.SampleTask;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowInitialiser;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.layer.WeightInitialiser;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.RowAdam;
import io.afterclick.learn.reader.Calibrator;
import io.afterclick.learn.reader.GmvBatch;
import io.afterclick.learn.reader.LearningRate;
import io.afterclick.learn.reader.Network;
import io.afterclick.learn.reader.ReaderLearner;
import io.afterclick.learn.reader.ReaderOptions;
import io.afterclick.learn.reader.ReaderPredictor;
import io.afterclick.learn.reader.Router;
import java.util.List;

/** READER as online training begins: rows of all ids are in the pretrained tables, and the trained table begins from there. */
public final class ReaderBenchCase implements BenchCase {

    private static final int DIMENSION = 16;

    private final int fields;
    private final int batchSize;
    private final long window;
    private final long[][] keys;
    private final List<GmvSample> samples;
    private final HeapRows rows;
    private final ReaderLearner learner;
    private final GmvBatch batch = new GmvBatch();

    /**
     * @param samples in the order of training, taken in turn
     * @param keys of each, {@code [samples, fields]}
     * @param window of attribution, in milliseconds
     */
    public ReaderBenchCase(MatrixEngine engine, List<GmvSample> samples, long[][] keys, long window, int batchSize) {
        this.fields = keys[0].length;
        this.batchSize = batchSize;
        this.window = window;
        this.keys = keys;
        this.samples = samples;
        RowLayout frozen = new RowLayout(1, DIMENSION, false);
        RowLayout trained = new RowLayout(1, DIMENSION, true);
        this.rows = new HeapRows(fields, trained, pretrained(frozen));
        ReaderPredictor predictor = new ReaderPredictor(engine, fields, trained, rows, new RowAdam(trained));
        Router router = new Router(engine, fields, frozen, pretrained(frozen), new RowAdam(frozen));
        Calibrator calibrator = new Calibrator(engine, fields, frozen, pretrained(frozen), new RowAdam(frozen));
        for (Network network : List.of(predictor, router, calibrator)) {
            network.initialise(new WeightInitialiser(1));
        }
        this.learner = new ReaderLearner(
                predictor,
                router,
                calibrator,
                predictor.optimiser(),
                ReaderOptions.published(),
                LearningRate.published());
    }

    private HeapRows pretrained(RowLayout layout) {
        return StoredRows.fill(new HeapRows(fields, layout, new RowInitialiser(1, 1)), keys);
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public int fields() {
        return fields;
    }

    @Override
    public void fill(int step) {
        batch.clear();
        for (int i = 0; i < batchSize; i++) {
            int sample = (int) (((long) step * batchSize + i) % keys.length);
            add(keys[sample], samples.get(sample));
        }
    }

    private void add(long[] row, GmvSample sample) {
        GmvState now = sample.now();
        GmvState before = sample.previous();
        batch.add(
                row,
                sample.task() == SampleTask.GMV_GROUND_TRUTH,
                share(now),
                now.count(),
                Money.toLabel(now.micros()),
                share(before),
                before.count(),
                Money.toLabel(before.micros()));
    }

    private float share(GmvState state) {
        return (float) ((double) state.elapsed() / window);
    }

    @Override
    public void train() {
        if (!learner.train(batch, 0).applied()) {
            throw new IllegalStateException("expected a step of finite loss and gradients, found one that was refused");
        }
    }

    @Override
    public HeapRows rows() {
        return rows;
    }
}

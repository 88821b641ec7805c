package io.afterclick.learn.reader;

import io.afterclick.learn.Bits;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowInitialiser;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DeferredRowAdam;
import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.RowAdam;
import io.afterclick.learn.optimise.RowOptimiser;
import io.afterclick.learn.optimise.StepHistory;
import io.afterclick.npz.Golden;
import io.afterclick.snapshot.pytorch.PublishedModel;
import io.afterclick.snapshot.pytorch.PyTorchImport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The networks and the batch of the golden case, on an engine of choice. */
final class ReaderCase {

    static final int FIELDS = 22;
    static final int ROWS = 50;
    static final int DIMENSION = 4;
    static final int SAMPLES = 48;
    static final List<String> NAMES =
            IntStream.range(0, FIELDS).mapToObj(f -> "f" + f).toList();

    final Golden golden;
    final RowLayout layout = new RowLayout(1, DIMENSION, true);
    final StepHistory history = new StepHistory();
    final HeapRows rows;
    final ReaderPredictor predictor;
    final DenseOptimiser optimiser;
    final Router router;
    final Calibrator calibrator;
    final HeapRows routerRows;
    final HeapRows calibratorRows;

    ReaderCase(MatrixEngine engine, boolean deferred) throws IOException {
        golden = Golden.open("reader");
        RowOptimiser rowOptimiser = deferred ? new DeferredRowAdam(layout, history) : new RowAdam(layout);
        rows = table();
        routerRows = table();
        calibratorRows = table();
        predictor = new ReaderPredictor(engine, FIELDS, layout, rows, rowOptimiser);
        router = new Router(engine, FIELDS, layout, routerRows, new RowAdam(layout));
        calibrator = new Calibrator(engine, FIELDS, layout, calibratorRows, new RowAdam(layout));
        load(PublishedModel.READER, "model_before.", predictor, rows, "embedding.");
        load(PublishedModel.ROUTER, "router.", router, routerRows, "router.embedding.");
        load(PublishedModel.CALIBRATOR, "calibrator.", calibrator, calibratorRows, "calibrator.embedding.");
        optimiser = predictor.optimiser();
    }

    private HeapRows table() {
        return new HeapRows(FIELDS, layout, new RowInitialiser(1, 1));
    }

    private void load(PublishedModel model, String prefix, Network network, HeapRows table, String embedding)
            throws IOException {
        PyTorchImport source = PyTorchImport.of(model, golden.tensors(), prefix, NAMES);
        network.parameters(parameter -> {
            try {
                parameter.load(source.floats(parameter.name()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        network.pushParameters();
        float[] row = new float[layout.width()];
        for (int f = 0; f < FIELDS; f++) {
            float[] values = source.floats(embedding + NAMES.get(f));
            for (int key = 0; key < ROWS; key++) {
                System.arraycopy(values, key * DIMENSION, row, 0, DIMENSION);
                table.write(f, key, row);
            }
        }
    }

    long[][] keys() throws IOException {
        long[] flat = golden.longs("batch.features");
        long[][] keys = new long[SAMPLES][FIELDS];
        for (int i = 0; i < SAMPLES; i++) {
            System.arraycopy(flat, i * FIELDS, keys[i], 0, FIELDS);
        }
        return keys;
    }

    /** Samples {@code from} to {@code to}, exclusive. */
    GmvBatch batch(int from, int to) throws IOException {
        long[][] keys = keys();
        long[] ends = golden.longs("out.is_end");
        float[] elapsed = golden.floats("out.delta_t");
        float[] previousElapsed = golden.floats("out.delta_t_prev");
        long[] counts = golden.longs("batch.now_count");
        float[] values = golden.floats("batch.first_pay_gmv");
        float[] previous = golden.floats("batch.prev_pay_gmv");
        GmvBatch batch = new GmvBatch();
        for (int i = from; i < to; i++) {
            boolean closed = ends[i] == 1;
            // Golden rows count one purchase too many at the close.
            int count = (int) counts[i] - (closed ? 1 : 0);
            int before = closed ? count : count - 1;
            batch.add(keys[i], closed, elapsed[i], count, values[i], previousElapsed[i], before, previous[i]);
        }
        return batch;
    }

    /** The same samples as the published pretraining losses took them. */
    SettledBatch settled() throws IOException {
        return settled(SAMPLES);
    }

    /** The first of them. */
    SettledBatch settled(int samples) throws IOException {
        long[][] keys = keys();
        float[] elapsed = golden.floats("out.delta_t");
        long[] counts = golden.longs("batch.now_count");
        long[] repurchased = golden.longs("batch.multi_tag");
        float[] values = golden.floats("batch.first_pay_gmv");
        float[] finals = golden.floats("batch.final_gmv");
        SettledBatch batch = new SettledBatch();
        for (int i = 0; i < samples; i++) {
            batch.add(keys[i], elapsed[i], (int) counts[i], values[i], repurchased[i] == 1 ? 2 : 1, finals[i]);
        }
        return batch;
    }

    ReaderLearner learner(ReaderOptions options) {
        return new ReaderLearner(predictor, router, calibrator, optimiser, options, LearningRate.published());
    }

    /** All bits of a network: parameters, moments, rows, and the count of steps. */
    static int[][] bits(DenseOptimiser optimiser, HeapRows rows) {
        List<float[]> bits = new ArrayList<>();
        bits.add(new float[] {optimiser.steps(), rows.size()});
        optimiser.moments((parameter, first, second) -> bits.addAll(List.of(parameter.values(), first, second)));
        for (int f = 0; f < FIELDS; f++) {
            for (int key = 0; key < ROWS; key++) {
                float[] row = new float[rows.layout().width()];
                rows.read(f, key, row);
                bits.add(row);
            }
        }
        return Bits.of(bits);
    }

    /** All bits of what training moves. */
    int[][] bits() {
        return bits(optimiser, rows);
    }

    /** Of all three networks, each with an optimiser of its own. */
    ReaderPretraining pretraining() {
        return new ReaderPretraining(
                predictor,
                optimiser,
                router,
                router.optimiser(),
                calibrator,
                calibrator.optimiser(),
                ReaderOptions.published());
    }

    /** The rows of a field, caught up if that is what the predictor's optimiser does. */
    float[] table(int field, boolean deferred) {
        float[] table = new float[ROWS * DIMENSION];
        float[][] row = new float[1][layout.width()];
        DeferredRowAdam catching = new DeferredRowAdam(layout, history);
        for (int key = 0; key < ROWS; key++) {
            rows.read(field, key, row[0]);
            if (deferred) {
                catching.catchUp(row, 1);
            }
            System.arraycopy(row[0], 0, table, key * DIMENSION, DIMENSION);
        }
        return table;
    }
}

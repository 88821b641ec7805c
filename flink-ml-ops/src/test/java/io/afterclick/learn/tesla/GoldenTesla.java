package io.afterclick.learn.tesla;

import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowInitialiser;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.layer.FieldMajor;
import io.afterclick.learn.layer.ParameterVisitor;
import io.afterclick.learn.layer.TowerWorkspace;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.npz.Golden;
import io.afterclick.snapshot.pytorch.PublishedModel;
import io.afterclick.snapshot.pytorch.PyTorchImport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/** Networks of the golden case, with the parameters of the published modules. */
final class GoldenTesla {

    static final int FIELDS = 22;
    static final int DIMENSION = 4;
    static final int ROWS = 50;
    static final TeslaSettings SETTINGS =
            new TeslaSettings(FIELDS, DIMENSION, TeslaVariant.TESLA, 0.01, TeslaSettings.Weighting.PRETRAINED);
    static final List<String> NAMES =
            IntStream.range(0, FIELDS).mapToObj(Integer::toString).toList();

    private static final RowInitialiser UNUSED = new RowInitialiser(0, 0);

    private final Golden golden;
    private final TowerWorkspace work;

    GoldenTesla(Golden golden, MatrixEngine engine) {
        this.golden = golden;
        this.work = new TowerWorkspace(engine);
    }

    TeslaPredictor predictor(String prefix, HeapRows rows, boolean trained) throws IOException {
        PyTorchImport source = PyTorchImport.of(PublishedModel.TESLA, golden.tensors(), prefix, NAMES);
        fillRows(source, rows, List.of("cvr.", "rfr.", "shared."));
        TeslaPredictor predictor = new TeslaPredictor(work, SETTINGS, rows, trained);
        predictor.visit(new Filler(source, 2));
        predictor.pushParameters();
        return predictor;
    }

    DelayModel delays(String prefix, PublishedModel model, String ours, boolean trained) throws IOException {
        PyTorchImport source = PyTorchImport.of(model, golden.tensors(), prefix, NAMES);
        HeapRows rows = rows(DelayModel.layout(SETTINGS, trained));
        fillRows(source, rows, List.of(ours));
        DelayModel delays = new DelayModel(work, SETTINGS, rows, trained);
        delays.visit(ours, new Filler(source, 1));
        delays.pushParameters();
        return delays;
    }

    static HeapRows rows(RowLayout layout) {
        return new HeapRows(FIELDS, layout, UNUSED);
    }

    private static void fillRows(PyTorchImport source, HeapRows rows, List<String> sets) throws IOException {
        RowLayout layout = rows.layout();
        for (int field = 0; field < FIELDS; field++) {
            float[][] packed = new float[ROWS][layout.width()];
            for (int set = 0; set < sets.size(); set++) {
                float[] table = source.floats(sets.get(set) + "embedding." + field);
                for (int row = 0; row < ROWS; row++) {
                    System.arraycopy(table, row * DIMENSION, packed[row], layout.embedding(set), DIMENSION);
                }
            }
            for (int row = 0; row < ROWS; row++) {
                rows.write(field, row, packed[row]);
            }
        }
    }

    /** Writes published parameters into a network. */
    private record Filler(PyTorchImport source, int sets) implements ParameterVisitor {
        @Override
        public void block(String name, float[][] rows) {
            float[] values = floats(name);
            if (name.endsWith("linear1.weight")) {
                new FieldMajor(FIELDS, sets, DIMENSION).fromPublished(values, rows);
                return;
            }
            for (int r = 0; r < rows.length; r++) {
                System.arraycopy(values, r * rows[r].length, rows[r], 0, rows[r].length);
            }
        }

        @Override
        public void vector(String name, float[] values) {
            System.arraycopy(floats(name), 0, values, 0, values.length);
        }

        private float[] floats(String name) {
            try {
                return source.floats(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The golden batch. */
    TeslaBatch batch() throws IOException {
        long[] features = golden.longs("batch.features");
        float[] mask = golden.floats("batch.stream_pay_mask");
        float[] pay = golden.floats("batch.stream_pay_labels");
        float[] net = golden.floats("batch.stream_net_pay_labels");
        float[] clickTime = golden.floats("batch.click_ts");
        float[] payTime = golden.floats("batch.pay_ts");
        float[] refundTime = golden.floats("batch.refund_ts");
        TeslaBatch batch = new TeslaBatch(FIELDS, mask.length);
        for (int i = 0; i < mask.length; i++) {
            boolean refund = mask[i] == 0;
            boolean label = refund ? pay[i] == 1 && net[i] == 0 : pay[i] == 1;
            double seconds = refund ? refundTime[i] - payTime[i] : payTime[i] - clickTime[i];
            long[] keys = batch.add(refund, label, seconds / 3600);
            System.arraycopy(features, i * FIELDS, keys, 0, FIELDS);
        }
        return batch;
    }
}

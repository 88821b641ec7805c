package io.afterclick.learn.tesla;

import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowInitialiser;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.layer.TowerWorkspace;
import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.matrix.Nd4jEngine;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.npz.Golden;
import io.afterclick.snapshot.pytorch.PublishedModel;
import io.afterclick.snapshot.pytorch.PyTorchImport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;

/** Networks of the golden case, with the parameters of the published modules. */
final class GoldenTesla {

    static final int FIELDS = 22;
    static final int DIMENSION = 4;
    static final int ROWS = 50;
    static final TeslaSettings SETTINGS = TeslaSettings.of(FIELDS).withDimension(DIMENSION);
    static final List<String> NAMES =
            IntStream.range(0, FIELDS).mapToObj(Integer::toString).toList();

    private static final RowInitialiser UNUSED = new RowInitialiser(0, 0);

    private final Golden golden;
    private final TowerWorkspace work;

    GoldenTesla(Golden golden, MatrixEngine engine) {
        this.golden = golden;
        this.work = new TowerWorkspace(engine);
    }

    static List<Named<MatrixEngine>> engines() {
        return List.of(Named.of("ND4J", new Nd4jEngine()), Named.of("Java", new JavaEngine()));
    }

    /** An online predictor whose rows are those of a table that is to be looked at. */
    TeslaPredictor trained(String prefix, HeapRows rows, RowMode mode) throws IOException {
        fillRows(
                published(PublishedModel.TESLA, prefix),
                rows,
                SETTINGS.variant().setNames());
        RowLayout layout = rows.layout();
        return filled(
                TeslaPredictor.trained(work, SETTINGS, rows, mode.optimiser(layout, RowMode.newHistories(layout))),
                prefix);
    }

    TeslaPredictor frozen(String prefix) throws IOException {
        HeapRows rows = rows(TeslaPredictor.layout(SETTINGS, false));
        fillRows(
                published(PublishedModel.TESLA, prefix),
                rows,
                SETTINGS.variant().setNames());
        return filled(TeslaPredictor.frozen(work, SETTINGS, rows), prefix);
    }

    private TeslaPredictor filled(TeslaPredictor predictor, String prefix) throws IOException {
        fill(published(PublishedModel.TESLA, prefix), predictor.parameters());
        predictor.pushParameters();
        return predictor;
    }

    DelayModel frozenDelays(DelayModel.Of of) throws IOException {
        HeapRows rows = rows(DelayModel.layout(SETTINGS, false));
        return filledDelays(of, rows, DelayModel.frozen(of, work, SETTINGS, rows));
    }

    DelayModel trainedDelays(DelayModel.Of of) throws IOException {
        RowLayout layout = DelayModel.layout(SETTINGS, true);
        HeapRows rows = rows(layout);
        return filledDelays(
                of,
                rows,
                DelayModel.trained(
                        of, work, SETTINGS, rows, RowMode.LAZY.optimiser(layout, RowMode.newHistories(layout))));
    }

    private DelayModel filledDelays(DelayModel.Of of, HeapRows rows, DelayModel delays) throws IOException {
        PyTorchImport source = of == DelayModel.Of.CONVERSION
                ? published(PublishedModel.CONVERSION_DELAY, "inwtn_pay.")
                : published(PublishedModel.REFUND_DELAY, "inwtn_refund.");
        fillRows(source, rows, List.of(of.prefix().substring(0, of.prefix().length() - 1)));
        fill(source, delays.parameters());
        delays.pushParameters();
        return delays;
    }

    private PyTorchImport published(PublishedModel model, String prefix) throws IOException {
        return PyTorchImport.of(model, golden.tensors(), prefix, NAMES);
    }

    private static void fill(PyTorchImport source, List<DenseParameter> parameters) throws IOException {
        for (DenseParameter parameter : parameters) {
            parameter.load(source.floats(parameter.name()));
        }
    }

    static HeapRows rows(RowLayout layout) {
        return new HeapRows(FIELDS, layout, UNUSED);
    }

    private static void fillRows(PyTorchImport source, HeapRows rows, List<String> sets) throws IOException {
        RowLayout layout = rows.layout();
        for (int field = 0; field < FIELDS; field++) {
            float[][] packed = new float[ROWS][layout.width()];
            for (int set = 0; set < sets.size(); set++) {
                float[] table = source.floats(sets.get(set) + ".embedding." + field);
                for (int row = 0; row < ROWS; row++) {
                    System.arraycopy(table, row * DIMENSION, packed[row], layout.embedding(set), DIMENSION);
                }
            }
            for (int row = 0; row < ROWS; row++) {
                rows.write(field, row, packed[row]);
            }
        }
    }

    /** A learner that begins from {@code stream_before} with {@code pre} as its frozen copy. */
    TeslaLearner learner(TeslaPredictor predictor, TeslaSettings settings) throws IOException {
        return new TeslaLearner(
                settings,
                predictor,
                frozen("pre."),
                frozenDelays(DelayModel.Of.CONVERSION),
                frozenDelays(DelayModel.Of.REFUND),
                64);
    }

    /** A batch of a golden case. */
    static TeslaBatch batch(Golden golden, String prefix) throws IOException {
        long[] features = golden.longs(prefix + "features");
        float[] mask = golden.floats(prefix + "stream_pay_mask");
        float[] pay = golden.floats(prefix + "stream_pay_labels");
        float[] net = golden.floats(prefix + "stream_net_pay_labels");
        float[] clickTime = golden.floats(prefix + "click_ts");
        float[] payTime = golden.floats(prefix + "pay_ts");
        float[] refundTime = golden.floats(prefix + "refund_ts");
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

    /** Draws that were recorded, one array for each time that negatives are asked for. */
    static NegativeSampler recorded(List<long[]> draws) {
        List<long[]> left = new ArrayList<>(draws);
        return (weights, negatives, into, count) -> {
            long[] drawn = left.remove(0);
            if (drawn.length != count) {
                throw new AssertionError("expected to be asked for " + drawn.length + " negatives, found " + count);
            }
            for (int i = 0; i < count; i++) {
                into[i] = (int) drawn[i];
            }
        };
    }
}

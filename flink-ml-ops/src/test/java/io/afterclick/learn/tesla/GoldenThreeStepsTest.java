package io.afterclick.learn.tesla;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowOptimiser;
import io.afterclick.npz.Golden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The published modules' numbers for three batches, the last without a refund sample: rows that are in no batch move by their
 * momentum there, and so they do with deferred rows once they are caught up.
 */
final class GoldenThreeStepsTest {

    private static final int BATCHES = 3;

    /** Embedding tables that were kept. */
    private static final int[] FIELDS = {0, 7};

    private final Golden start = Golden.open("tesla");
    private final Golden golden = Golden.open("tesla_3step");

    GoldenThreeStepsTest() throws IOException {}

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.afterclick.learn.tesla.GoldenTesla#engines")
    void threeStepsGiveThePublishedLossesAndParameters(MatrixEngine engine) throws IOException {
        GoldenTesla tesla = new GoldenTesla(start, engine);
        RowLayout layout = TeslaPredictor.layout(GoldenTesla.SETTINGS, true);
        HeapRows rows = GoldenTesla.rows(layout);
        TeslaPredictor predictor = tesla.trained("stream_before.", rows, RowMode.DEFERRED);
        TeslaLearner learner = tesla.learner(predictor, GoldenTesla.SETTINGS.predictingInTraining());
        List<long[]> draws = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            draws.add(golden.longs("multinomial_draw" + i));
        }
        NegativeSampler sampler = GoldenTesla.recorded(draws);
        for (int batch = 0; batch < BATCHES; batch++) {
            StepResult step = learner.train(GoldenTesla.batch(golden, "batch" + batch + "."), sampler);

            assertThat(step.applied()).isTrue();
            JsonNode losses = golden.entry("losses");
            double refund = losses.get(2 * batch).get(1).doubleValue();
            double conversion = losses.get(2 * batch + 1).get(1).doubleValue();
            double[] terms = step.terms();
            Close.assertRelative("rfr loss", terms[0] + 0.1 * terms[1], refund, Close.LOSS_AFTER_STEPS);
            Close.assertRelative("cvr loss", terms[2] + terms[3], conversion, Close.LOSS_AFTER_STEPS);
            compare("after_step" + batch + ".", predictor, rows);
        }
    }

    private void compare(String prefix, TeslaPredictor predictor, HeapRows rows) throws IOException {
        Map<String, String> theirs = GoldenTeslaTest.theirNames();
        for (DenseParameter parameter : predictor.parameters()) {
            String name = prefix + theirs.get(parameter.name());
            if (parameter.isTrained()) {
                Close.assertAfterSteps(name, parameter.values(), golden.floats(name));
            } else if (parameter.name().endsWith(".variance")) {
                // The running mean sees the bias before the norm, which is rounding noise in the published run.
                Close.assertVarianceAfterSteps(name, parameter.values(), golden.floats(name));
            }
        }
        List<String> sets = GoldenTesla.SETTINGS.variant().setNames();
        RowLayout layout = rows.layout();
        for (int field : FIELDS) {
            float[][] packed = new float[GoldenTesla.ROWS][layout.width()];
            for (int row = 0; row < GoldenTesla.ROWS; row++) {
                rows.read(field, row, packed[row]);
            }
            RowOptimiser optimiser = predictor.rowOptimiser();
            optimiser.catchUp(packed, GoldenTesla.ROWS);
            for (int set = 0; set < sets.size(); set++) {
                String name = prefix + theirs.get(sets.get(set) + ".embedding." + field);
                float[] ours = new float[GoldenTesla.ROWS * GoldenTesla.DIMENSION];
                for (int row = 0; row < GoldenTesla.ROWS; row++) {
                    System.arraycopy(
                            packed[row],
                            layout.embedding(set),
                            ours,
                            row * GoldenTesla.DIMENSION,
                            GoldenTesla.DIMENSION);
                }
                Close.assertAfterSteps(name, ours, golden.floats(name));
            }
        }
    }
}

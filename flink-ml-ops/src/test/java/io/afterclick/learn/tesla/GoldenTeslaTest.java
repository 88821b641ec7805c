package io.afterclick.learn.tesla;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.learn.StepResult;
import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.npz.Golden;
import io.afterclick.snapshot.pytorch.PublishedModel;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published modules' numbers for one step, on both engines. */
final class GoldenTeslaTest {

    private static final String ENGINES = "io.afterclick.learn.tesla.GoldenTesla#engines";

    private final Golden golden = Golden.open("tesla");

    GoldenTeslaTest() throws IOException {}

    @ParameterizedTest(name = "{0}")
    @MethodSource(ENGINES)
    void frozenNetworksGiveThePublishedLogits(MatrixEngine engine) throws IOException {
        GoldenTesla tesla = new GoldenTesla(golden, engine);
        TeslaBatch batch = GoldenTesla.batch(golden, "batch.");
        BatchIndex index = index(batch);
        for (String network : List.of("pre", "stream_before")) {
            float[] conversion = new float[batch.size()];
            float[] refund = new float[batch.size()];
            tesla.frozen(network + ".").score(index, conversion, refund);
            Close.assertOneStep("cvr logit", conversion, golden.floats("eval." + network + ".cvr_logit"));
            Close.assertOneStep("rfr logit", refund, golden.floats("eval." + network + ".rfr_logit"));
        }
        float[] pay = flat(tesla.frozenDelays(DelayModel.Of.CONVERSION).logits(index), batch.size());
        Close.assertOneStep("pay delays", pay, golden.floats("eval.inwtn_pay.logits"));
        float[] back = flat(tesla.frozenDelays(DelayModel.Of.REFUND).logits(index), batch.size());
        Close.assertOneStep("refund delays", back, golden.floats("eval.inwtn_refund.logits"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ENGINES)
    void oneStepGivesThePublishedLossesAndGradients(MatrixEngine engine) throws IOException {
        GoldenTesla tesla = new GoldenTesla(golden, engine);
        TeslaPredictor predictor = tesla.trained("stream_before.", rows(), RowMode.LAZY);
        TeslaLearner learner = tesla.learner(predictor, GoldenTesla.SETTINGS);
        TeslaBatch batch = GoldenTesla.batch(golden, "batch.");

        StepResult step = learner.train(batch, recordedDraws());

        assertThat(step.applied()).isTrue();
        double[] terms = step.terms();
        Close.assertRelative("rfr debiased", terms[0], golden.scalar("loss.rfr_debiased"), Close.ONE_STEP);
        Close.assertRelative("rfr ranking", terms[1], golden.scalar("loss.rfr_dar"), Close.ONE_STEP);
        Close.assertRelative("cvr debiased", terms[2], golden.scalar("loss.cvr_debiased"), Close.ONE_STEP);
        Close.assertRelative("cvr ranking", terms[3], golden.scalar("loss.cvr_dar"), Close.ONE_STEP);
        double total = golden.scalar("loss.rfr_total") + golden.scalar("loss.cvr_total");
        Close.assertRelative("total", step.loss(), total, Close.ONE_STEP);

        float[] refundLogits = flat(predictor.refund().tower().logits(), batch.size());
        Close.assertOneStep("rfr logit", refundLogits, golden.floats("train.stream_before.rfr_logit"));
        float[] conversionLogits = flat(predictor.conversion().tower().logits(), batch.size());
        Close.assertOneStep("cvr logit", conversionLogits, golden.floats("train.cvr_logit_in_cvr_step"));

        BatchIndex index = index(batch);
        compareGradients("grad.rfr_step.", predictor.refund(), List.of("rfr", "shared"), index);
        compareGradients("grad.cvr_step.", predictor.conversion(), List.of("cvr", "shared"), index);
    }

    private void compareGradients(String prefix, StagedTower tower, List<String> sets, BatchIndex index)
            throws IOException {
        Map<String, String> theirs = theirNames();
        for (DenseParameter parameter : tower.parameters()) {
            if (parameter.isTrained()) {
                String name = prefix + theirs.get(parameter.name());
                Close.assertOneStep(name, parameter.gradients(), golden.floats(name));
            }
        }
        for (int set = 0; set < sets.size(); set++) {
            for (int field = 0; field < GoldenTesla.FIELDS; field++) {
                String name = prefix + theirs.get(sets.get(set) + ".embedding." + field);
                float[] ours = new float[GoldenTesla.ROWS * GoldenTesla.DIMENSION];
                for (int place = index.start(field); place < index.start(field + 1); place++) {
                    int row = (int) index.key(place);
                    System.arraycopy(
                            tower.tower().inputGradients()[place],
                            set * GoldenTesla.DIMENSION,
                            ours,
                            row * GoldenTesla.DIMENSION,
                            GoldenTesla.DIMENSION);
                }
                Close.assertOneStep(name, ours, golden.floats(name));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ENGINES)
    void negativesAreDrawnWithThePublishedProbabilities(MatrixEngine engine) throws IOException {
        GoldenTesla tesla = new GoldenTesla(golden, engine);
        TeslaPredictor predictor = tesla.trained("stream_before.", rows(), RowMode.LAZY);
        TeslaLearner learner = tesla.learner(predictor, GoldenTesla.SETTINGS);
        NegativeSampler draws = recordedDraws();
        Map<String, float[]> seen = new HashMap<>();
        learner.train(GoldenTesla.batch(golden, "batch."), (weights, negatives, into, count) -> {
            double sum = 0;
            for (int j = 0; j < negatives; j++) {
                sum += weights[j];
            }
            float[] probabilities = new float[negatives];
            for (int j = 0; j < negatives; j++) {
                probabilities[j] = (float) (weights[j] / sum);
            }
            seen.put(seen.isEmpty() ? "dar_rfr.neg_probs" : "dar_cvr.neg_probs", probabilities);
            draws.draw(weights, negatives, into, count);
        });
        assertThat(seen).hasSize(2);
        for (Map.Entry<String, float[]> stage : seen.entrySet()) {
            Close.assertOneStep(stage.getKey(), stage.getValue(), golden.floats(stage.getKey()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ENGINES)
    void samplesAreWeighedAsPublished(MatrixEngine engine) throws IOException {
        GoldenTesla tesla = new GoldenTesla(golden, engine);
        TeslaBatch batch = GoldenTesla.batch(golden, "batch.");
        compareWeights(batch, tesla, false, "weight.cvr_pos", "weight.cvr_neg");
        compareWeights(batch, tesla, true, "weight.rfr_pos", "weight.rfr_neg");
    }

    private void compareWeights(TeslaBatch batch, GoldenTesla tesla, boolean refund, String positive, String negative)
            throws IOException {
        DelayModel delays = tesla.frozenDelays(refund ? DelayModel.Of.REFUND : DelayModel.Of.CONVERSION);
        DebiasingWeights weights =
                new DebiasingWeights(tesla.frozen("pre."), delays, refund, GoldenTesla.FIELDS, batch.size());
        Stage stage = new Stage();
        batch.fill(stage, refund);
        weights.ask(stage, batch.keys());
        weights.weigh(stage);
        float[] theirPositive = golden.floats(positive);
        float[] theirNegative = golden.floats(negative);
        for (int i = 0; i < stage.count(); i++) {
            int row = stage.rows()[i];
            Close.assertRelative(positive, stage.positiveWeight(i), theirPositive[row], Close.ONE_STEP);
            Close.assertRelative(negative, stage.negativeWeight(i), theirNegative[row], Close.ONE_STEP);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ENGINES)
    void oneStepGivesThePublishedParameters(MatrixEngine engine) throws IOException {
        GoldenTesla tesla = new GoldenTesla(golden, engine);
        HeapRows rows = rows();
        TeslaPredictor predictor = tesla.trained("stream_before.", rows, RowMode.LAZY);
        tesla.learner(predictor, GoldenTesla.SETTINGS).train(GoldenTesla.batch(golden, "batch."), recordedDraws());

        Map<String, String> theirs = theirNames();
        for (DenseParameter parameter : predictor.parameters()) {
            if (parameter.isTrained() || parameter.name().endsWith(".variance")) {
                String name = "after_both_steps." + theirs.get(parameter.name());
                Close.assertAfterSteps(name, parameter.values(), golden.floats(name));
            }
        }
        RowLayout layout = rows.layout();
        float[] packed = new float[layout.width()];
        List<String> sets = GoldenTesla.SETTINGS.variant().setNames();
        for (int set = 0; set < sets.size(); set++) {
            for (int field = 0; field < GoldenTesla.FIELDS; field++) {
                String name = "after_both_steps." + theirs.get(sets.get(set) + ".embedding." + field);
                float[] ours = new float[GoldenTesla.ROWS * GoldenTesla.DIMENSION];
                for (int row = 0; row < GoldenTesla.ROWS; row++) {
                    rows.read(field, row, packed);
                    System.arraycopy(
                            packed, layout.embedding(set), ours, row * GoldenTesla.DIMENSION, GoldenTesla.DIMENSION);
                }
                Close.assertAfterSteps(name, ours, golden.floats(name));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ENGINES)
    void runningMeansMoveAsPublishedButForTheBiasBeforeThem(MatrixEngine engine) throws IOException {
        GoldenTesla tesla = new GoldenTesla(golden, engine);
        TeslaPredictor predictor = tesla.trained("stream_before.", rows(), RowMode.LAZY);
        tesla.learner(predictor, GoldenTesla.SETTINGS).train(GoldenTesla.batch(golden, "batch."), recordedDraws());

        Map<String, String> theirs = theirNames();
        for (DenseParameter parameter : predictor.parameters()) {
            if (parameter.name().endsWith(".mean")) {
                String name = "after_both_steps." + theirs.get(parameter.name());
                Close.assertAfterSteps(name, parameter.values(), golden.floats(name));
            }
        }
    }

    private NegativeSampler recordedDraws() throws IOException {
        return GoldenTesla.recorded(List.of(golden.longs("dar_rfr.neg_idx"), golden.longs("dar_cvr.neg_idx")));
    }

    private static HeapRows rows() {
        return GoldenTesla.rows(TeslaPredictor.layout(GoldenTesla.SETTINGS, true));
    }

    private static BatchIndex index(TeslaBatch batch) {
        BatchIndex index = new BatchIndex(GoldenTesla.FIELDS, batch.size());
        index.index(batch.keys(), IntStream.range(0, batch.size()).toArray(), batch.size());
        return index;
    }

    /** Published names by ours. */
    static Map<String, String> theirNames() {
        Map<String, String> names = new HashMap<>();
        PublishedModel.TESLA.names(GoldenTesla.NAMES).forEach((theirs, ours) -> names.put(ours, theirs));
        return names;
    }

    private static float[] flat(float[][] rows, int count) {
        float[] flat = new float[count * rows[0].length];
        for (int r = 0; r < count; r++) {
            System.arraycopy(rows[r], 0, flat, r * rows[r].length, rows[r].length);
        }
        return flat;
    }
}

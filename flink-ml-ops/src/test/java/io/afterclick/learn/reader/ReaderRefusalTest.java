package io.afterclick.learn.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.learn.matrix.Engine;
import io.afterclick.learn.optimise.DenseParameter;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not finite changes no bit, and is said. */
final class ReaderRefusalTest {

    @ParameterizedTest
    @CsvSource({"NATIVE, NaN", "JAVA, NaN", "JAVA, Infinity", "JAVA, -5"})
    void batchWithoutFiniteLossChangesNothing(Engine engine, float value) throws IOException {
        ReaderCase model = new ReaderCase(engine.start(), false);
        ReaderLearner learner = model.learner(ReaderOptions.published());
        learner.train(model.batch(0, 20), 0);
        int[][] before = model.bits();
        GmvBatch bad = model.batch(0, 48);
        long[] unseen = model.keys()[3];
        unseen[0] = 12345;
        bad.add(unseen, false, 0.5f, 1, value, 0f, 0, 0f);

        var result = learner.train(bad, 0);

        assertThat(result.applied()).isFalse();
        assertThat(model.bits()).isDeepEqualTo(before);
        assertThat(learner.train(model.batch(0, 48), 0).applied()).isTrue();
    }

    @Test
    void gradientThatIsNotFiniteChangesNothing() throws IOException {
        ReaderCase model = new ReaderCase(Engine.JAVA.start(), false);
        ReaderLearner learner = model.learner(ReaderOptions.published());
        // The tower's value is 1, but whatever would move it overflows.
        model.predictor.parameters(parameter -> {
            fill(parameter, "single.linear3.weight", 0f);
            fill(parameter, "single.linear3.bias", 0f);
            fill(parameter, "single.linear4.weight", 1e38f);
            fill(parameter, "single.linear4.bias", 1f);
        });
        model.predictor.pushParameters();
        int[][] before = model.bits();

        var result = learner.train(model.batch(0, 48), 0);

        assertThat(result.loss()).isFinite();
        assertThat(result.applied()).isFalse();
        assertThat(model.bits()).isDeepEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -5f})
    void settledBatchWithoutFiniteLossChangesNothing(float value) throws IOException {
        ReaderCase model = new ReaderCase(Engine.JAVA.start(), false);
        ReaderPretraining pretraining = model.pretraining();
        pretraining.trainPredictor(model.settled(), 1e-3);
        pretraining.trainCalibrator(model.settled(), 1e-3);
        int[][] before = model.bits();
        int[][] calibrator = calibratorBits(model);
        SettledBatch bad = model.settled();
        bad.add(model.keys()[0], 0.5f, 1, 1f, 1, value);

        assertThat(pretraining.trainPredictor(bad, 1e-3).applied()).isFalse();
        assertThat(pretraining.trainCalibrator(bad, 1e-3).applied()).isFalse();
        assertThat(model.bits()).isDeepEqualTo(before);
        assertThat(calibratorBits(model)).isDeepEqualTo(calibrator);
        assertThat(pretraining.trainPredictor(model.settled(), 1e-3).applied()).isTrue();
        assertThat(pretraining.trainCalibrator(model.settled(), 1e-3).applied()).isTrue();
        assertThat(Arrays.deepEquals(calibratorBits(model), calibrator)).isFalse();
    }

    /** Weights, and rows with their moments. */
    private static int[][] calibratorBits(ReaderCase model) {
        return ReaderCase.bits(model.calibrator.optimiser(), model.calibratorRows);
    }

    private static void fill(DenseParameter parameter, String name, float value) {
        if (parameter.name().equals(name)) {
            float[] values = parameter.values();
            Arrays.fill(values, value);
            parameter.load(values);
        }
    }
}

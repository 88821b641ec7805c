package io.afterclick.learn.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.matrix.Nd4jEngine;
import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.DenseParameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReaderLearnerTest {

    private enum Engine {
        NATIVE,
        JAVA;

        MatrixEngine start() {
            return this == NATIVE ? new Nd4jEngine() : new JavaEngine();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void sameStartSameBits(Engine engine) throws IOException {
        assertThat(afterTwoSteps(engine)).isEqualTo(afterTwoSteps(engine));
    }

    private static int afterTwoSteps(Engine engine) throws IOException {
        ReaderCase model = new ReaderCase(engine.start(), false);
        DenseOptimiser optimiser = model.predictor.optimiser();
        ReaderLearner learner = learner(model, optimiser, ReaderOptions.published());
        learner.train(model.batch(0, 30), 0);
        learner.train(model.batch(10, 48), 1);
        return fingerprint(model, optimiser);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -5f})
    void batchWithoutFiniteLossChangesNothing(float value) throws IOException {
        ReaderCase model = new ReaderCase(new Nd4jEngine(), false);
        DenseOptimiser optimiser = model.predictor.optimiser();
        ReaderLearner learner = learner(model, optimiser, ReaderOptions.published());
        learner.train(model.batch(0, 20), 0);
        int before = fingerprint(model, optimiser);
        GmvBatch bad = model.batch(0, 48);
        long[] unseen = model.keys()[3];
        unseen[0] = 12345;
        int rowsBefore = model.rows.size();
        bad.add(unseen, false, 0.5f, 1, value, 0f, 0, 0f);

        StepResult result = learner.train(bad, 0);

        assertThat(result.applied()).isFalse();
        assertThat(fingerprint(model, optimiser)).isEqualTo(before);
        assertThat(model.rows.size()).isEqualTo(rowsBefore);
        assertThat(learner.train(model.batch(0, 48), 0).applied()).isTrue();
    }

    @Test
    void gradientThatIsNotFiniteChangesNothing() throws IOException {
        ReaderCase model = new ReaderCase(new JavaEngine(), false);
        DenseOptimiser optimiser = model.predictor.optimiser();
        ReaderLearner learner = learner(model, optimiser, ReaderOptions.published());
        // The tower's value is 1, but whatever would move it overflows.
        model.predictor.parameters(parameter -> {
            fill(parameter, "single.linear3.weight", 0f);
            fill(parameter, "single.linear3.bias", 0f);
            fill(parameter, "single.linear4.weight", 1e38f);
            fill(parameter, "single.linear4.bias", 1f);
        });
        model.predictor.pushParameters();
        int before = fingerprint(model, optimiser);

        StepResult result = learner.train(model.batch(0, 48), 0);

        assertThat(result.loss()).isFinite();
        assertThat(result.applied()).isFalse();
        assertThat(fingerprint(model, optimiser)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void towerWithoutSamplesHasNoGradient(Engine engine) throws IOException {
        ReaderCase model = new ReaderCase(engine.start(), false);
        ReaderLearner both = model.learner(ReaderOptions.published());
        both.train(model.batch(0, 48), 0);
        ReaderLearner one = model.learner(ReaderOptions.published().withSingleBranch());
        assertThat(one.train(model.batch(0, 48), 0).applied()).isTrue();
        model.predictor.parameters(parameter -> {
            if (parameter.name().startsWith("repurchase.")) {
                assertThat(parameter.gradients()).as(parameter.name()).containsOnly(0f);
            }
        });
    }

    static List<ReaderOptions> ablations() {
        ReaderOptions full = ReaderOptions.published();
        return List.of(
                full,
                full.withoutRouter(),
                full.withoutCalibration(),
                full.withoutAlignment(),
                full.withoutUnlearning(),
                full.withSingleBranch(),
                full.withClipNorm(1e-3),
                full.withWarmUp(10));
    }

    @ParameterizedTest
    @MethodSource("ablations")
    void everyPartCanBeSwitchedOffAndTrainsOn(ReaderOptions options) throws IOException {
        ReaderCase model = new ReaderCase(new Nd4jEngine(), false);
        ReaderLearner learner = model.learner(options);
        double first = learner.train(model.batch(0, 48), 0).loss();
        double last = first;
        for (int i = 0; i < 10; i++) {
            StepResult result = learner.train(model.batch(0, 48), 0);
            assertThat(result.applied()).isTrue();
            last = result.loss();
        }
        assertThat(last).isLessThan(first);
        double[] scores = new double[48];
        learner.score(model.keys(), 48, scores);
        assertThat(Arrays.stream(scores).boxed()).allMatch(score -> Double.isFinite(score) && score >= 0);
    }

    @Test
    void warmUpBeginsSmallAndEndsAtTheRate() throws IOException {
        ReaderCase model = new ReaderCase(new JavaEngine(), false);
        ReaderLearner learner = model.learner(ReaderOptions.published().withWarmUp(4));
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rates.add(learner.train(model.batch(0, 8), 0).learningRate());
        }
        assertThat(rates).containsExactly(0.25e-2, 0.5e-2, 0.75e-2, 1e-2, 1e-2);
    }

    @Test
    void batchesOfOneKindAndOfOneSampleTrain() throws IOException {
        ReaderCase model = new ReaderCase(new Nd4jEngine(), true);
        ReaderLearner learner = model.learner(ReaderOptions.published());
        GmvBatch all = model.batch(0, ReaderCase.SAMPLES);
        GmvBatch purchases = new GmvBatch();
        GmvBatch closes = new GmvBatch();
        for (int i = 0; i < all.size(); i++) {
            copy(all, i, all.closed(i) ? closes : purchases);
        }
        assertThat(closes.size()).isPositive();
        StepResult open = learner.train(purchases, 0);
        assertThat(open.applied()).isTrue();
        assertThat(open.alignment()).isZero();
        assertThat(open.unlearning()).isZero();
        assertThat(open.loss()).isEqualTo(open.online());
        StepResult closed = learner.train(closes, 0);
        assertThat(closed.applied()).isTrue();
        assertThat(closed.alignment()).isCloseTo(closed.online(), within(1e-12));
        for (int i = 0; i < all.size(); i++) {
            GmvBatch one = new GmvBatch();
            copy(all, i, one);
            assertThat(learner.train(one, 0).applied()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-1e4f, 1e4f})
    void logitsFarOutRouteToOneSide(float logit) throws IOException {
        ReaderCase model = new ReaderCase(new Nd4jEngine(), false);
        model.router.parameters(parameter -> fill(parameter, "router.linear4.bias", logit));
        ReaderLearner learner = model.learner(ReaderOptions.published());
        double[] scores = new double[48];
        learner.score(model.keys(), 48, scores);
        for (int i = 0; i < 48; i++) {
            double one = (logit > 0 ? model.predictor.repurchaseValues() : model.predictor.singleValues())[i];
            assertThat(scores[i]).isEqualTo(one);
        }
        assertThat(learner.train(model.batch(0, 48), 0).applied()).isTrue();
    }

    @Test
    void pretrainingStepsLowerTheirLosses() throws IOException {
        ReaderCase model = new ReaderCase(new Nd4jEngine(), false);
        ReaderPretraining pretraining = pretraining(model);
        SettledBatch batch = model.settled();
        double predictor = pretraining.predictorLoss(batch);
        double router = pretraining.routerLoss(batch);
        double calibrator = pretraining.calibratorLoss(batch);
        for (int i = 0; i < 20; i++) {
            assertThat(pretraining.trainPredictor(batch, 1e-4).applied()).isTrue();
            assertThat(pretraining.trainRouter(batch, 1e-4).applied()).isTrue();
            assertThat(pretraining.trainCalibrator(batch, 1e-4).applied()).isTrue();
        }
        assertThat(pretraining.predictorLoss(batch)).isLessThan(predictor);
        assertThat(pretraining.routerLoss(batch)).isLessThan(router);
        assertThat(pretraining.calibratorLoss(batch)).isLessThan(calibrator);
    }

    @Test
    void slopesOfRouterAndCalibratorAreTheirGradients() throws IOException {
        ReaderCase model = new ReaderCase(new Nd4jEngine(), false);
        ReaderPretraining pretraining = pretraining(model);
        SettledBatch batch = model.settled();
        // A rate of zero leaves the gradients to be looked at.
        pretraining.trainRouter(batch, 0);
        checkSlope(model.router, () -> pretraining.routerLoss(batch));
        pretraining.trainCalibrator(batch, 0);
        checkSlope(model.calibrator, () -> pretraining.calibratorLoss(batch));
    }

    private interface Loss {
        double now();
    }

    /** Of every tensor: the loss along its gradient against the gradient's length. */
    private static void checkSlope(Network network, Loss loss) {
        List<DenseParameter> all = new ArrayList<>();
        network.parameters(all::add);
        for (DenseParameter parameter : all) {
            float[] start = parameter.values();
            float[] gradient = parameter.gradients();
            double square = 0;
            for (float g : gradient) {
                square += (double) g * g;
            }
            double step = 1e-3 / Math.sqrt(square);
            double slope = (at(network, parameter, start, gradient, step, loss)
                            - at(network, parameter, start, gradient, -step, loss))
                    / (2 * step);
            parameter.load(start);
            network.pushParameters();
            assertThat(slope).as(parameter.name()).isCloseTo(square, within(0.02 * square));
        }
    }

    private static double at(
            Network network, DenseParameter parameter, float[] start, float[] gradient, double step, Loss loss) {
        float[] moved = start.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (step * gradient[i]);
        }
        parameter.load(moved);
        network.pushParameters();
        return loss.now();
    }

    private static ReaderPretraining pretraining(ReaderCase model) {
        return new ReaderPretraining(
                model.predictor,
                model.predictor.optimiser(),
                model.router,
                model.router.optimiser(),
                model.calibrator,
                model.calibrator.optimiser(),
                ReaderOptions.published());
    }

    private static void fill(DenseParameter parameter, String name, float value) {
        if (parameter.name().equals(name)) {
            float[] values = parameter.values();
            Arrays.fill(values, value);
            parameter.load(values);
        }
    }

    private static void copy(GmvBatch from, int i, GmvBatch to) {
        to.add(
                from.keys()[i],
                from.closed(i),
                from.elapsed(i),
                from.count(i),
                from.value(i),
                from.previousElapsed(i),
                from.previousCount(i),
                from.previousValue(i));
    }

    private static ReaderLearner learner(ReaderCase model, DenseOptimiser optimiser, ReaderOptions options) {
        return new ReaderLearner(
                model.predictor, model.router, model.calibrator, optimiser, options, LearningRate.published());
    }

    /** All bits of parameters, moments, rows and counts. */
    private static int fingerprint(ReaderCase model, DenseOptimiser optimiser) {
        int[] hash = {Long.hashCode(optimiser.steps())};
        optimiser.moments((parameter, first, second) -> hash[0] = 31 * hash[0]
                + Arrays.hashCode(parameter.values())
                + 7 * Arrays.hashCode(first)
                + 11 * Arrays.hashCode(second));
        float[] row = new float[model.layout.width()];
        for (int f = 0; f < ReaderCase.FIELDS; f++) {
            for (int key = 0; key < ReaderCase.ROWS; key++) {
                model.rows.read(f, key, row);
                hash[0] = 31 * hash[0] + Arrays.hashCode(row);
            }
        }
        return hash[0];
    }
}

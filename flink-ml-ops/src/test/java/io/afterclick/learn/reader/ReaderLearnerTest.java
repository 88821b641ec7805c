package io.afterclick.learn.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclick.learn.matrix.Engine;
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
        ReaderCase model = new ReaderCase(Engine.NATIVE.start(), false);
        ReaderLearner learner = model.learner(options);
        double first = learner.train(model.batch(0, 48), 0).loss();
        double last = first;
        for (int i = 0; i < 10; i++) {
            ReaderStep result = learner.train(model.batch(0, 48), 0);
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
        ReaderCase model = new ReaderCase(Engine.JAVA.start(), false);
        ReaderLearner learner = model.learner(ReaderOptions.published().withWarmUp(4));
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rates.add(learner.train(model.batch(0, 8), 0).learningRate());
        }
        assertThat(rates).containsExactly(0.25e-2, 0.5e-2, 0.75e-2, 1e-2, 1e-2);
    }

    @Test
    void batchesOfOneKindAndOfOneSampleTrain() throws IOException {
        ReaderCase model = new ReaderCase(Engine.NATIVE.start(), true);
        ReaderLearner learner = model.learner(ReaderOptions.published());
        GmvBatch all = model.batch(0, ReaderCase.SAMPLES);
        GmvBatch purchases = new GmvBatch();
        GmvBatch closes = new GmvBatch();
        for (int i = 0; i < all.size(); i++) {
            copy(all, i, all.closed(i) ? closes : purchases);
        }
        assertThat(closes.size()).isPositive();
        ReaderStep open = learner.train(purchases, 0);
        assertThat(open.applied()).isTrue();
        assertThat(open.alignment()).isZero();
        assertThat(open.unlearning()).isZero();
        assertThat(open.loss()).isEqualTo(open.online());
        ReaderStep closed = learner.train(closes, 0);
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
        ReaderCase model = new ReaderCase(Engine.NATIVE.start(), false);
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
}

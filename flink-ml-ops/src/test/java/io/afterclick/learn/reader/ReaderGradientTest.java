package io.afterclick.learn.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.learn.Differences;
import io.afterclick.learn.Parameters;
import io.afterclick.learn.Precise;
import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.matrix.Engine;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every loss of READER through its whole network, against the slopes of the same loss in double precision. */
final class ReaderGradientTest {

    private static final int SAMPLES = 12;
    private static final int PLACES = 3;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void onlineLoss(Engine engine) throws IOException {
        ReaderCase model = new ReaderCase(engine.start(), false);
        ReaderLearner learner = model.learner(ReaderOptions.published());
        GmvBatch batch = model.batch(0, SAMPLES);
        learner.evaluate(batch);
        learner.backward(batch.size());
        ReaderTargets targets = learner.targets();
        check(model.predictor, (parameters, rows, index) -> {
            double[] values = predicted(parameters, rows, index, targets.route());
            return loss(batch, values, targets.label(), targets.lastLabel());
        });
    }

    /** λ₁ = 0.1, λ₂ = 0.5; targets carry no gradient. */
    private static double loss(GmvBatch batch, double[] values, double[] label, double[] lastLabel) {
        double all = 0;
        double truth = 0;
        double last = 0;
        int closed = 0;
        for (int i = 0; i < batch.size(); i++) {
            double error = Math.abs(Math.log1p(values[i]) - Math.log1p(label[i]));
            assertAwayFromKink(error);
            all += error;
            if (batch.closed(i)) {
                double lastError = Math.abs(Math.log1p(values[i]) - Math.log1p(lastLabel[i]));
                assertAwayFromKink(lastError);
                truth += error;
                last += lastError;
                closed++;
            }
        }
        assertThat(closed).isBetween(1, batch.size() - 1);
        return all / batch.size() + 0.1 * (truth / closed - 0.5 * last / closed);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void predictorInPretraining(Engine engine) throws IOException {
        ReaderCase model = new ReaderCase(engine.start(), false);
        SettledBatch batch = model.settled(SAMPLES);
        // A rate of zero leaves the gradients to be looked at.
        model.pretraining().trainPredictor(batch, 0);
        check(model.predictor, (parameters, rows, index) -> {
            double[] values = predicted(parameters, rows, index, repurchased(batch));
            double[] sums = new double[2];
            int[] counts = new int[2];
            for (int i = 0; i < batch.size(); i++) {
                int branch = batch.repurchased(i) ? 1 : 0;
                double error = Math.abs(Math.log1p(values[i]) - Math.log1p(batch.finalValue(i)));
                assertAwayFromKink(error);
                sums[branch] += error;
                counts[branch]++;
            }
            return sums[0] / counts[0] + sums[1] / counts[1];
        });
    }

    private static double[] repurchased(SettledBatch batch) {
        double[] route = new double[batch.size()];
        for (int i = 0; i < route.length; i++) {
            route[i] = batch.repurchased(i) ? 1 : 0;
        }
        return route;
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void crossEntropyOfTheRouter(Engine engine) throws IOException {
        ReaderCase model = new ReaderCase(engine.start(), false);
        SettledBatch batch = model.settled(SAMPLES);
        model.pretraining().trainRouter(batch, 0);
        check(model.router, (parameters, rows, index) -> {
            double[][] x = Precise.embedded(rows, 1, ReaderCase.DIMENSION, index);
            for (int layer = 1; layer <= 3; layer++) {
                x = Precise.diceLayer(x, parameters, "router.", layer);
            }
            double[][] logits = head(x, parameters, "router.linear4");
            double loss = 0;
            for (int i = 0; i < batch.size(); i++) {
                double sign = batch.repurchased(i) ? -1 : 1;
                loss += Precise.softplus(sign * logits[i][0]) / batch.size();
            }
            return loss;
        });
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void distanceOfTheCalibrator(Engine engine) throws IOException {
        ReaderCase model = new ReaderCase(engine.start(), false);
        SettledBatch batch = model.settled(SAMPLES);
        model.pretraining().trainCalibrator(batch, 0);
        check(model.calibrator, (parameters, rows, index) -> {
            double[][] x = Precise.embedded(rows, 1, ReaderCase.DIMENSION, index);
            for (int layer = 1; layer <= 4; layer++) {
                x = Precise.diceLayer(x, parameters, "calibrator.", layer);
            }
            double loss = 0;
            for (int i = 0; i < batch.size(); i++) {
                double[] state = new double[x[i].length + 2];
                System.arraycopy(x[i], 0, state, 0, x[i].length);
                state[x[i].length] = batch.elapsed(i);
                state[x[i].length + 1] = batch.count(i);
                double o = head(new double[][] {state}, parameters, "calibrator.linear5")[0][0];
                double growth = Math.log1p(batch.finalValue(i)) - Math.log1p(batch.value(i));
                double error = Math.abs(Precise.softplus(o) - growth);
                assertAwayFromKink(error);
                loss += error / batch.size();
            }
            return loss;
        });
    }

    private interface Reference {
        double loss(Parameters parameters, double[] rows, BatchIndex index);
    }

    private static void check(Network network, Reference reference) {
        Parameters parameters = new Parameters(network::parameters);
        BatchIndex index = network.stack().index();
        int floats = index.distinct() * ReaderCase.DIMENSION;
        double[] rows = new double[floats];
        float[] rowGradients = new float[floats];
        for (int place = 0; place < index.distinct(); place++) {
            for (int i = 0; i < ReaderCase.DIMENSION; i++) {
                rows[place * ReaderCase.DIMENSION + i] = network.stack().rows()[place][i];
                rowGradients[place * ReaderCase.DIMENSION + i] = network.stack().rowGradients()[place][i];
            }
        }
        Random random = new Random(1);
        Differences differences = new Differences(() -> reference.loss(parameters, rows, index));
        differences.assertSome("rows", rows, rowGradients, 20, random);
        parameters.visitTrained(
                (name, values, gradients) -> differences.assertSome(name, values, gradients, PLACES, random));
    }

    /** Both towers on all samples, mixed by the route's zones; without a side that has no weight. */
    private static double[] predicted(Parameters parameters, double[] rows, BatchIndex index, double[] route) {
        double[][] x = Precise.embedded(rows, 1, ReaderCase.DIMENSION, index);
        double[][] shared = Precise.diceLayer(Precise.diceLayer(x, parameters, "trunk.", 1), parameters, "trunk.", 2);
        double[][] single = tower(shared, parameters, "single.");
        double[][] repurchase = tower(shared, parameters, "repurchase.");
        double[] values = new double[x.length];
        for (int i = 0; i < values.length; i++) {
            double share = route[i] <= 0.1 ? 0 : route[i] >= 0.9 ? 1 : route[i];
            values[i] = (1 - share) * Math.abs(single[i][0]) + share * Math.abs(repurchase[i][0]);
        }
        return values;
    }

    private static double[][] tower(double[][] shared, Parameters parameters, String prefix) {
        double[][] x = shared;
        for (int layer = 1; layer <= 3; layer++) {
            x = Precise.diceLayer(x, parameters, prefix, layer);
        }
        double[][] values = head(x, parameters, prefix + "linear4");
        for (double[] value : values) {
            assertAwayFromKink(Math.abs(value[0]));
        }
        return values;
    }

    private static double[][] head(double[][] x, Parameters parameters, String name) {
        return Precise.linear(x, parameters.of(name + ".weight"), parameters.of(name + ".bias"));
    }

    /** Of an absolute value: rounding must not carry over to the other side. */
    private static void assertAwayFromKink(double magnitude) {
        assertThat(magnitude).as("distance from where the slope jumps").isGreaterThan(1e-5);
    }
}

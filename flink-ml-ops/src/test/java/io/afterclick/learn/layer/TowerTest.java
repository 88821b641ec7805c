package io.afterclick.learn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.learn.Differences;
import io.afterclick.learn.Drawn;
import io.afterclick.learn.Parameters;
import io.afterclick.learn.Precise;
import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.matrix.Engine;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole of TESLA's tower in training mode. */
final class TowerTest {

    private static final int SAMPLES = 9;
    private static final int FIELDS = 3;
    private static final int SETS = 2;
    private static final int DIMENSION = 4;

    @ParameterizedTest(name = "{0}, {1} logits")
    @CsvSource({"NATIVE, 1", "NATIVE, 2", "JAVA, 1", "JAVA, 2"})
    void gradientsAreTheSlopes(Engine kind, int outputs) {
        Drawn drawn = new Drawn(2 + outputs);
        Tower tower = new Tower(new TowerWorkspace(kind.start()), FIELDS, SETS, DIMENSION, outputs);
        tower.initialise(new WeightInitialiser(1), "");
        tower.parameters("", parameter -> {
            if (parameter.name().endsWith("gamma") || parameter.name().endsWith("beta")) {
                float[] values = new float[parameter.size()];
                drawn.fill(values);
                parameter.load(values);
            }
        });
        BatchIndex index = new BatchIndex(FIELDS, SAMPLES);
        index.index(drawn.keys(SAMPLES, FIELDS, 6), IntStream.range(0, SAMPLES).toArray(), SAMPLES);
        float[][] inputs = tower.inputs(index.distinct());
        double[] rows = flat(drawn.fill(inputs), index.distinct());
        Parameters parameters = new Parameters(visitor -> tower.parameters("", visitor));
        tower.forward(index, true);
        double[][] upstream = drawn.fill(tower.logitGradients());
        tower.backward(index);

        Reference reference = new Reference(parameters, rows, index);
        double[][] logits = reference.logits();
        for (int i = 0; i < SAMPLES; i++) {
            for (int o = 0; o < outputs; o++) {
                assertThat(Math.abs(tower.logits()[i][o] - logits[i][o])).isLessThan(2e-5);
            }
        }
        assertThat(reference.nearestKink)
                .as("no unit so near to the kink that rounding could carry it over")
                .isGreaterThan(1e-5);
        Differences differences = new Differences(() -> Precise.weighted(upstream, reference.logits()));
        float[] rowGradients = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rowGradients[i] = tower.inputGradients()[i / (SETS * DIMENSION)][i % (SETS * DIMENSION)];
        }
        differences.assertEach("inputs", rows, rowGradients);
        parameters.visitTrained(
                (name, values, gradients) -> differences.assertSome(name, values, gradients, 25, drawn.random()));
    }

    private static double[] flat(double[][] rows, int count) {
        return Arrays.stream(rows).limit(count).flatMapToDouble(Arrays::stream).toArray();
    }

    private static final class Reference {
        private final Parameters parameters;
        private final double[] rows;
        private final BatchIndex index;
        private double nearestKink = Double.POSITIVE_INFINITY;

        Reference(Parameters parameters, double[] rows, BatchIndex index) {
            this.parameters = parameters;
            this.rows = rows;
            this.index = index;
        }

        double[][] logits() {
            double[][] x = Precise.embedded(rows, SETS, DIMENSION, index);
            for (int layer = 1; layer <= 3; layer++) {
                double[][] y = Precise.normalised(
                        linear(x, layer),
                        parameters.of("norm" + layer + ".gamma"),
                        parameters.of("norm" + layer + ".beta"));
                nearestKink = Math.min(nearestKink, Kinks.nearest(y));
                x = Precise.rectified(y);
            }
            return linear(x, 4);
        }

        private double[][] linear(double[][] x, int layer) {
            return Precise.linear(
                    x, parameters.of("linear" + layer + ".weight"), parameters.of("linear" + layer + ".bias"));
        }
    }
}

package io.afterclick.learn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.learn.Differences;
import io.afterclick.learn.Drawn;
import io.afterclick.learn.Precise;
import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.matrix.Engine;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the dense product on every sample's concatenated embeddings. */
final class FieldProjectionGradientTest {

    private static final int SAMPLES = 23;
    private static final int SETS = 2;
    private static final int DIMENSION = 3;
    private static final int OUT = 6;

    @ParameterizedTest(name = "{0}, {1} fields")
    @CsvSource({"NATIVE, 1", "NATIVE, 7", "JAVA, 1", "JAVA, 7"})
    void gradientsAreTheSlopes(Engine kind, int fields) {
        MatrixEngine engine = kind.start();
        Drawn drawn = new Drawn(fields);
        BatchIndex index = new BatchIndex(fields, SAMPLES);
        index.index(drawn.keys(SAMPLES, fields, 5), IntStream.range(0, SAMPLES).toArray(), SAMPLES);
        int distinct = index.distinct();
        FieldProjection projection = new FieldProjection(engine, fields, SETS * DIMENSION, OUT);
        drawn.fill(projection.weight().rows());
        projection.weight().push();
        float[][] inputs = projection.inputs(distinct);
        drawn.fill(inputs);
        Matrix projections = engine.matrix(distinct, OUT);
        Matrix y = engine.matrix(SAMPLES, OUT);
        projection.forward(index, projections, y);
        Matrix gradient = engine.matrix(SAMPLES, OUT);
        double[][] upstream = drawn.fill(gradient.rows());
        projection.backward(index, projections, gradient);

        DenseParameter asParameter = DenseParameter.transposed(
                "weight",
                projection.weight().rows(),
                projection.weightGradient().rows(),
                new FieldMajor(fields, SETS, DIMENSION).inputs());
        double[] weight = Precise.widened(asParameter.values());
        double[] rows = flat(inputs, distinct);
        double[] noBias = new double[OUT];
        double[][] expected = Precise.linear(Precise.embedded(rows, SETS, DIMENSION, index), weight, noBias);
        for (int s = 0; s < SAMPLES; s++) {
            for (int o = 0; o < OUT; o++) {
                assertThat(Math.abs(y.rows()[s][o] - expected[s][o]))
                        .as("output")
                        .isLessThan(1e-5);
            }
        }
        Differences differences = new Differences(() -> Precise.weighted(
                upstream, Precise.linear(Precise.embedded(rows, SETS, DIMENSION, index), weight, noBias)));
        differences.assertEach("weight", weight, asParameter.gradients());
        differences.assertEach("inputs", rows, narrow(flat(projection.inputGradients(), distinct)));
    }

    private static double[] flat(float[][] rows, int count) {
        return Arrays.stream(Precise.widened(rows, count))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static float[] narrow(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }
}

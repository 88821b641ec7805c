package io.afterclick.learn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.matrix.MatrixEngines;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever fields repeat their ids in a batch, the layer is the dense product of the concatenated embeddings. */
final class FieldProjectionTest {

    private static final int FIELDS = 6;
    private static final int INPUTS = 8;
    private static final int OUT = 5;
    private static final int SAMPLES = 40;

    private final SplittableRandom random = new SplittableRandom(3);

    static Stream<Arguments> engines() {
        return Stream.of(
                Arguments.of(Named.of("best engine", MatrixEngines.best())),
                Arguments.of(Named.of("plain Java", new JavaEngine())));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void passesAreTheDenseProductHoweverIdsRepeat(MatrixEngine engine) {
        FieldProjection layer = new FieldProjection(engine, FIELDS, INPUTS, OUT);
        fill(layer.weight().rows());
        layer.weight().push();
        // One after the other in the same layer: repeated ids alone, both kinds in turn, more of one kind, distinct ids
        // alone.
        check(engine, layer, SAMPLES, 2, 1, 2, 2, 1, 2);
        check(engine, layer, SAMPLES, 1, 30, 2, 30, 30, 1);
        check(engine, layer, SAMPLES / 2, 30, 30, 1, 1, 1, 30);
        check(engine, layer, SAMPLES, 30, 30, 30, 30, 30, 1);
        check(engine, layer, SAMPLES, 30, 30, 30, 30, 30, 30);
        check(engine, layer, SAMPLES, 2, 30, 2, 30, 30, 1);
        check(engine, layer, 1, 1, 1, 1, 1, 1, 1);
    }

    private void check(MatrixEngine engine, FieldProjection layer, int samples, int... ids) {
        BatchIndex index = index(samples, ids);
        float[][] inputs = layer.inputs(index.distinct());
        fill(inputs);
        Matrix y = engine.matrix(samples, OUT);
        Matrix dy = engine.matrix(samples, OUT);
        fill(dy.rows());
        Matrix projections = engine.matrix(index.distinct(), OUT);
        layer.forward(index, projections, y);
        layer.backward(index, projections, dy);

        float[][] weight = layer.weight().rows();
        double[][] expected = new double[samples][OUT];
        double[][] weightGradient = new double[FIELDS * INPUTS][OUT];
        double[][] inputGradients = new double[index.distinct()][INPUTS];
        for (int s = 0; s < samples; s++) {
            for (int row = 0; row < weight.length; row++) {
                int place = index.places(s)[row / INPUTS];
                for (int o = 0; o < OUT; o++) {
                    double input = inputs[place][row % INPUTS];
                    expected[s][o] += input * weight[row][o];
                    weightGradient[row][o] += input * dy.rows()[s][o];
                    inputGradients[place][row % INPUTS] += (double) dy.rows()[s][o] * weight[row][o];
                }
            }
        }
        assertClose(y.rows(), expected);
        assertClose(layer.weightGradient().rows(), weightGradient);
        assertClose(layer.inputGradients(), inputGradients);
    }

    private BatchIndex index(int samples, int[] ids) {
        long[][] keys = new long[samples][FIELDS];
        for (long[] row : keys) {
            Arrays.setAll(row, field -> random.nextInt(ids[field]));
        }
        int[] all = new int[samples];
        Arrays.setAll(all, i -> i);
        BatchIndex index = new BatchIndex(FIELDS, samples);
        index.index(keys, all, samples);
        return index;
    }

    private void fill(float[][] rows) {
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (2 * random.nextDouble() - 1);
            }
        }
    }

    private static void assertClose(float[][] found, double[][] expected) {
        for (int r = 0; r < expected.length; r++) {
            for (int c = 0; c < expected[r].length; c++) {
                assertThat((double) found[r][c]).isCloseTo(expected[r][c], within(1e-5));
            }
        }
    }
}

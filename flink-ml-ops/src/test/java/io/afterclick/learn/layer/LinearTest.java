package io.afterclick.learn.layer;

import io.afterclick.learn.Differences;
import io.afterclick.learn.Drawn;
import io.afterclick.learn.Precise;
import io.afterclick.learn.matrix.Engine;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinearTest {

    @ParameterizedTest(name = "{0}, {1} rows")
    @CsvSource({"NATIVE, 1", "NATIVE, 67", "JAVA, 1", "JAVA, 67"})
    void gradientsAreTheSlopes(Engine kind, int n) {
        MatrixEngine engine = kind.start();
        Drawn drawn = new Drawn(n);
        int in = 7;
        int out = 5;
        Linear linear = new Linear(engine, in, out);
        drawn.fill(linear.weight().rows());
        linear.weight().push();
        double[] bias = drawn.fill(linear.bias());
        Matrix input = engine.matrix(n, in);
        double[][] x = drawn.fill(input.rows());
        input.push();
        Matrix output = engine.matrix(n, out);
        linear.forward(input, output, n, true);
        Matrix outputGradient = engine.matrix(n, out);
        double[][] upstream = drawn.fill(outputGradient.rows());
        Matrix inputGradient = engine.matrix(n, in);
        linear.backward(input, outputGradient, inputGradient, n, true);

        DenseParameter asParameter = DenseParameter.matrix(
                "weight", linear.weight().rows(), linear.weightGradient().rows());
        double[] weight = Precise.widened(asParameter.values());
        Differences differences = new Differences(() -> Precise.weighted(upstream, Precise.linear(x, weight, bias)));
        differences.assertEach("weight", weight, asParameter.gradients());
        differences.assertEach("bias", bias, linear.biasGradient());
        differences.assertEach("input", x, inputGradient.rows());
    }
}

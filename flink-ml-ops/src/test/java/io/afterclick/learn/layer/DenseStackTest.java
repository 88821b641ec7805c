package io.afterclick.learn.layer;

import io.afterclick.learn.Differences;
import io.afterclick.learn.Drawn;
import io.afterclick.learn.Parameters;
import io.afterclick.learn.Precise;
import io.afterclick.learn.matrix.Engine;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DenseStackTest {

    private static final int ROWS = 11;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void gradientsAreTheSlopes(Engine kind) {
        MatrixEngine engine = kind.start();
        Drawn drawn = new Drawn(1);
        DenseStack stack = new DenseStack(engine, 2, 8, 6, 5);
        stack.parameters("", parameter -> {
            float[] start = new float[parameter.size()];
            drawn.fill(start);
            parameter.load(start);
        });
        stack.pushParameters();
        Parameters parameters = new Parameters(visitor -> stack.parameters("", visitor));
        Matrix input = engine.matrix(ROWS, 8);
        double[][] x = drawn.fill(input.rows());
        input.push();
        stack.forward(input, ROWS);
        double[][] upstream = drawn.fill(stack.outputGradient(ROWS));
        Matrix inputGradient = engine.matrix(ROWS, 8);
        stack.backward(inputGradient, ROWS);

        Differences differences = new Differences(() -> Precise.weighted(
                upstream, Precise.diceLayer(Precise.diceLayer(x, parameters, "", 2), parameters, "", 3)));
        parameters.visitTrained(differences::assertEach);
        differences.assertEach("input", x, inputGradient.rows());
    }
}

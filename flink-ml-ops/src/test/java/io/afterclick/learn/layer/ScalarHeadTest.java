package io.afterclick.learn.layer;

import io.afterclick.learn.Differences;
import io.afterclick.learn.Drawn;
import io.afterclick.learn.Precise;
import io.afterclick.learn.optimise.DenseParameter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScalarHeadTest {

    private static final int ROWS = 9;
    private static final int IN = 6;

    @ParameterizedTest(name = "{0} extra inputs")
    @ValueSource(ints = {0, 2})
    void gradientsAreTheSlopes(int extra) {
        Drawn drawn = new Drawn(extra);
        ScalarHead head = new ScalarHead(IN, extra);
        List<DenseParameter> parameters = new ArrayList<>();
        head.parameters("head", parameters::add);
        parameters.forEach(parameter -> {
            float[] values = new float[parameter.size()];
            drawn.fill(values);
            parameter.load(values);
        });
        float[][] activations = new float[ROWS][IN];
        drawn.fill(activations);
        float[][] extras = new float[ROWS][2];
        drawn.fill(extras);
        float[][] upstream = new float[ROWS][1];
        double[][] weights = drawn.fill(upstream);
        float[][] gradient = new float[ROWS][IN];
        head.clearGradients();
        for (int r = 0; r < ROWS; r++) {
            if (extra == 0) {
                head.backward(upstream[r][0], activations[r], gradient[r]);
            } else {
                head.backward(upstream[r][0], activations[r], extras[r][0], extras[r][1], gradient[r]);
            }
        }

        double[][] x = new double[ROWS][IN + extra];
        for (int r = 0; r < ROWS; r++) {
            System.arraycopy(Precise.widened(activations[r]), 0, x[r], 0, IN);
            System.arraycopy(Precise.widened(extras[r]), 0, x[r], IN, extra);
        }
        double[] weight = Precise.widened(parameters.get(0).values());
        double[] bias = Precise.widened(parameters.get(1).values());
        Differences differences = new Differences(() -> Precise.weighted(weights, Precise.linear(x, weight, bias)));
        differences.assertEach("weight", weight, parameters.get(0).gradients());
        differences.assertEach("bias", bias, parameters.get(1).gradients());
        for (int r = 0; r < ROWS; r++) {
            for (int i = 0; i < IN; i++) {
                differences.assertSlope("input", gradient[r][i], x[r], i);
            }
        }
    }
}

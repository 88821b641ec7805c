package io.afterclick.learn.tesla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclick.learn.Differences;
import io.afterclick.learn.Drawn;
import io.afterclick.learn.Precise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DebiasedLossTest {

    private static final int BATCH = 12;

    @Test
    void lossIsTheFormulaAndTheGradientItsSlope() {
        Drawn drawn = new Drawn(1);
        float[][] logits = new float[BATCH][1];
        double[][] exact = drawn.fill(logits);
        Stage stage = new Stage();
        stage.clear(BATCH);
        double[] o = new double[BATCH];
        for (int i = 0; i < BATCH; i++) {
            o[i] = exact[i][0];
            if (i % 3 != 0) {
                stage.add(i, i % 2 == 0, 0);
                stage.weigh(stage.count() - 1, 1 + 0.1 * i, -0.5 + 0.1 * i);
            }
        }
        float[][] gradients = new float[BATCH][1];
        double loss = DebiasedLoss.add(stage, BATCH, logits, gradients);
        assertThat(loss).isCloseTo(formula(stage, o), within(1e-12));
        float[] flat = new float[BATCH];
        for (int i = 0; i < BATCH; i++) {
            flat[i] = gradients[i][0];
        }
        new Differences(() -> formula(stage, o)).assertEach("logits", o, flat);
    }

    /** Over the whole batch, the other stage's samples included. */
    private static double formula(Stage stage, double[] o) {
        double sum = 0;
        for (int i = 0; i < stage.count(); i++) {
            double logit = o[stage.rows()[i]];
            sum += stage.positive(i)
                    ? stage.positiveWeight(i) * Precise.softplus(-logit)
                    : stage.negativeWeight(i) * Precise.softplus(logit);
        }
        return sum / BATCH;
    }

    @ParameterizedTest
    @ValueSource(floats = {-1e4f, 1e4f})
    void logitFarOutStaysFinite(float logit) {
        Stage stage = new Stage();
        stage.clear(2);
        stage.add(0, true, 0);
        stage.add(1, false, 0);
        stage.weigh(0, 1, 1);
        stage.weigh(1, 1, 1);
        float[][] gradients = new float[2][1];
        double loss = DebiasedLoss.add(stage, 2, new float[][] {{logit}, {logit}}, gradients);
        assertThat(loss).isCloseTo(5000, within(1e-9));
        assertThat(gradients[0][0]).isEqualTo(logit > 0 ? 0f : -0.5f);
        assertThat(gradients[1][0]).isEqualTo(logit > 0 ? 0.5f : 0f);
    }

    @Test
    void emptyStageHasNoLossAndNoGradient() {
        Stage stage = new Stage();
        stage.clear(3);
        float[][] gradients = new float[3][1];
        assertThat(DebiasedLoss.add(stage, 3, new float[3][1], gradients)).isZero();
        assertThat(gradients).isDeepEqualTo(new float[3][1]);
    }
}

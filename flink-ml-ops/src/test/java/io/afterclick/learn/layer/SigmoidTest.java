package io.afterclick.learn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SigmoidTest {

    @Test
    void isNowhereFurtherOffThanPromised() {
        float[] x = new float[800_001];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i - 400_000) * 1e-4f;
        }
        float[] y = new float[x.length];
        Sigmoid.apply(x, 0f, 1f, y);
        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            worst = Math.max(worst, Math.abs(y[i] - 1 / (1 + Math.exp(-(double) x[i]))));
        }
        assertThat(worst).isLessThanOrEqualTo(2e-7);
    }

    @Test
    void staysFiniteAtTheEndsAndLetsNoNumberPassAsOne() {
        float[] x = {Float.NEGATIVE_INFINITY, -1e30f, 1e30f, Float.POSITIVE_INFINITY, Float.NaN};
        float[] y = new float[x.length];
        Sigmoid.apply(x, 0f, 1f, y);
        assertThat(y[0]).isEqualTo(y[1]).isBetween(0f, 2e-7f);
        assertThat(y[3]).isEqualTo(y[2]).isBetween(1 - 2e-7f, 1f);
        assertThat(y[4]).isNaN();
    }
}

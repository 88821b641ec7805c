package io.afterclick.learn.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReaderLossTest {

    private static final double STEP = 1e-6;

    @ParameterizedTest(name = "one in {0} closed")
    @ValueSource(ints = {1, 3, 1000})
    void gradientIsTheSlopeOfTheLoss(int closed) {
        Random random = new Random(closed);
        int n = 40;
        GmvBatch batch = new GmvBatch();
        double[] predicted = new double[n];
        double[] label = new double[n];
        double[] last = new double[n];
        for (int i = 0; i < n; i++) {
            batch.add(new long[0], i % closed == 0 && closed < n, 1, 1, 1, 1, 1, 1);
            predicted[i] = 100 * random.nextDouble();
            label[i] = 100 * random.nextDouble();
            last[i] = 100 * random.nextDouble();
        }
        ReaderLoss loss = new ReaderLoss(ReaderOptions.published());
        double[] gradient = new double[n];
        double[] ignored = new double[n];
        loss.compute(batch, predicted, label, last, gradient);
        for (int i = 0; i < n; i++) {
            double kept = predicted[i];
            predicted[i] = kept + STEP;
            double above = loss.compute(batch, predicted, label, last, ignored);
            predicted[i] = kept - STEP;
            double below = loss.compute(batch, predicted, label, last, ignored);
            predicted[i] = kept;
            assertThat(gradient[i]).isCloseTo((above - below) / (2 * STEP), within(1e-8));
        }
    }
}

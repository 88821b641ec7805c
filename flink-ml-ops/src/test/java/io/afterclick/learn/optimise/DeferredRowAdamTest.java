package io.afterclick.learn.optimise;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.learn.embedding.RowLayout;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeferredRowAdamTest {

    private static final int ROWS = 12;
    private static final int DIMENSION = 5;
    private static final int STEPS = 1500;
    private final RowLayout layout = new RowLayout(1, DIMENSION, true);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void endsWhereDenseAdamEndsHoweverLongRowsWait(long seed) {
        Random random = new Random(seed);
        float[][] dense = new float[ROWS][DIMENSION];
        float[][] rows = new float[ROWS][layout.width()];
        for (int r = 0; r < ROWS; r++) {
            for (int i = 0; i < DIMENSION; i++) {
                dense[r][i] = (float) random.nextGaussian();
                rows[r][i] = dense[r][i];
            }
        }
        float[][] gradients = new float[ROWS][DIMENSION];
        Adam adam = new Adam(dense, gradients);
        DeferredRowAdam deferred = new DeferredRowAdam(layout, new StepHistory());
        for (int step = 1; step <= STEPS; step++) {
            double rate = 1e-2 * Math.pow(0.99, step / 100);
            float[][] batch = new float[ROWS][];
            float[][] batchGradients = new float[ROWS][];
            int count = 0;
            for (int r = 0; r < ROWS; r++) {
                // Row 0 takes part always, row 11 hardly ever.
                boolean in = random.nextInt(1 + r * r * 4) == 0;
                for (int i = 0; i < DIMENSION; i++) {
                    gradients[r][i] = in ? (float) random.nextGaussian() : 0f;
                }
                if (in) {
                    batch[count] = rows[r];
                    batchGradients[count++] = gradients[r];
                }
            }
            deferred.catchUp(batch, count);
            deferred.step(0, batch, count, batchGradients, 0, rate);
            adam.step(StepSize.of(rate, step));
        }
        deferred.catchUp(rows, ROWS);

        double worst = 0;
        for (int r = 0; r < ROWS; r++) {
            for (int i = 0; i < DIMENSION; i++) {
                worst = Math.max(worst, Math.abs(dense[r][i] - rows[r][i]));
            }
        }
        assertThat(worst).as("largest distance").isLessThan(1e-5);
    }

    @ParameterizedTest(name = "read after {0} missed steps")
    @ValueSource(ints = {1, 2, 37, 150, 170, 200, 250, 300, 900})
    void catchingUpInOneGoOrTwoGivesTheSameBits(int first) {
        StepHistory history = new StepHistory();
        DeferredRowAdam deferred = new DeferredRowAdam(layout, history);
        float[][] once = new float[1][layout.width()];
        float[][] twice = new float[1][layout.width()];
        float[][] gradient = {{1f, -0.3f, 1e-6f, 0f, 40f}};
        deferred.step(0, once, 1, gradient, 0, 1e-2);
        twice[0] = once[0].clone();
        pass(history, first);
        deferred.catchUp(twice, 1);
        pass(history, 1000 - first);
        deferred.catchUp(once, 1);
        deferred.catchUp(twice, 1);
        assertThat(twice[0]).isEqualTo(once[0]);

        float[][] both = {once[0], twice[0]};
        deferred.step(0, both, 2, new float[][] {gradient[0], gradient[0]}, 0, 1e-2);
        assertThat(twice[0]).isEqualTo(once[0]);
    }

    private static void pass(StepHistory history, int steps) {
        for (int i = 0; i < steps; i++) {
            history.add(5e-3);
        }
    }
}

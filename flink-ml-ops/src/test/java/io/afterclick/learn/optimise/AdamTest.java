package io.afterclick.learn.optimise;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.learn.Drawn;
import io.afterclick.learn.Precise;
import io.afterclick.learn.embedding.RowLayout;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All forms of Adam against dense Adam in double precision. A step moves by the learning rate at most, so distances are shares of
 * it: float rounds every step by some 1e-7 of the value, and bias corrections by as much of the movement.
 */
final class AdamTest {

    private static final int ROWS = 9;
    private static final int DIMENSION = 5;
    private static final int STEPS = 400;
    private static final double RATE = 1e-2;
    private static final double SHARE = 5e-3;
    private final RowLayout layout = new RowLayout(1, DIMENSION, true);

    @ParameterizedTest(name = "gradients of {0}")
    @ValueSource(floats = {1f, 1e-6f, 1e6f})
    void denseFollowsTheFormula(float size) {
        Drawn drawn = new Drawn(1);
        float[][] values = new float[ROWS][DIMENSION];
        float[][] gradients = new float[ROWS][DIMENSION];
        PreciseAdam[] precise = precise(drawn.fill(values));
        DenseOptimiser optimiser = new DenseOptimiser(List.of(DenseParameter.matrix("w", values, gradients)));
        for (int step = 1; step <= STEPS; step++) {
            draw(drawn.random(), gradients, size);
            optimiser.step(RATE);
            for (int r = 0; r < ROWS; r++) {
                precise[r].step(gradients[r], RATE);
            }
        }
        for (int r = 0; r < ROWS; r++) {
            assertNear(values[r], precise[r]);
        }
        optimiser.moments((parameter, first, second) -> {
            for (int i = 0; i < first.length; i++) {
                double m = precise[i / DIMENSION].firstMoments()[i % DIMENSION];
                double v = precise[i / DIMENSION].secondMoments()[i % DIMENSION];
                assertThat(Math.abs(first[i] - m)).isLessThan(1e-6 * size);
                assertThat(Math.abs(second[i] - v) / v).isLessThan(1e-4);
            }
        });
    }

    @ParameterizedTest(name = "{0} rows at once")
    @ValueSource(ints = {1, 63, 64, 65, 200})
    void lazyRowMovesAsIfItsOwnStepsWereAll(int rowCount) {
        Drawn drawn = new Drawn(rowCount);
        float[][] rows = new float[rowCount][layout.width()];
        PreciseAdam[] precise = new PreciseAdam[rowCount];
        for (int r = 0; r < rowCount; r++) {
            float[] start = new float[DIMENSION];
            precise[r] = new PreciseAdam(drawn.fill(start));
            System.arraycopy(start, 0, rows[r], 0, DIMENSION);
        }
        RowAdam lazy = new RowAdam(layout);
        float[][] gradients = new float[rowCount][DIMENSION];
        for (int step = 1; step <= 60; step++) {
            double rate = step <= 30 ? RATE : RATE / 2;
            draw(drawn.random(), gradients, 1f);
            float[][] batch = new float[rowCount][];
            float[][] batchGradients = new float[rowCount][];
            int count = 0;
            for (int r = 0; r < rowCount; r++) {
                if (drawn.random().nextInt(1 + r % 3) == 0) {
                    precise[r].step(gradients[r], rate);
                    batch[count] = rows[r];
                    batchGradients[count++] = gradients[r];
                }
            }
            lazy.catchUp(batch, count);
            lazy.step(0, batch, count, batchGradients, 0, rate);
        }
        for (int r = 0; r < rowCount; r++) {
            assertNear(rows[r], precise[r]);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void deferredRowMovesAsIfTheTableWereDense(long seed) {
        Drawn drawn = new Drawn(seed);
        float[][] rows = new float[ROWS][layout.width()];
        PreciseAdam[] precise = new PreciseAdam[ROWS];
        for (int r = 0; r < ROWS; r++) {
            float[] start = new float[DIMENSION];
            precise[r] = new PreciseAdam(drawn.fill(start));
            System.arraycopy(start, 0, rows[r], 0, DIMENSION);
        }
        DeferredRowAdam deferred = new DeferredRowAdam(layout, new StepHistory());
        float[][] gradients = new float[ROWS][DIMENSION];
        for (int step = 1; step <= STEPS; step++) {
            draw(drawn.random(), gradients, 1f);
            float[][] batch = new float[ROWS][];
            float[][] batchGradients = new float[ROWS][];
            int count = 0;
            for (int r = 0; r < ROWS; r++) {
                boolean in = drawn.random().nextInt(1 + r * r) == 0;
                precise[r].step(in ? gradients[r] : new float[DIMENSION], RATE);
                if (in) {
                    batch[count] = rows[r];
                    batchGradients[count++] = gradients[r];
                }
            }
            deferred.catchUp(batch, count);
            deferred.step(0, batch, count, batchGradients, 0, RATE);
        }
        deferred.catchUp(rows, ROWS);
        for (int r = 0; r < ROWS; r++) {
            assertNear(rows[r], precise[r]);
        }
    }

    private static PreciseAdam[] precise(double[][] values) {
        PreciseAdam[] precise = new PreciseAdam[values.length];
        for (int r = 0; r < values.length; r++) {
            precise[r] = new PreciseAdam(values[r]);
        }
        return precise;
    }

    private static void draw(Random random, float[][] gradients, float size) {
        for (float[] row : gradients) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (size * random.nextGaussian());
            }
        }
    }

    private static void assertNear(float[] ours, PreciseAdam precise) {
        double[] exact = precise.values();
        double[] wide = Precise.widened(ours);
        for (int i = 0; i < exact.length; i++) {
            assertThat(Math.abs(wide[i] - exact[i]) / RATE)
                    .as("in learning rates")
                    .isLessThan(SHARE);
        }
    }
}

package io.afterclick.learn.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclick.learn.matrix.Engine;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What caps on the calibrator's input and output do to labels. */
final class ReaderTargetsTest {

    private static final float VALUE = 20f;
    private static final float ELAPSED = 0.25f;

    @Test
    void countBeyondTheLargestOneIsTakenAsThatOne() throws IOException {
        ReaderOptions capped = ReaderOptions.published().withLargestCount(3);
        assertThat(label(capped, 3, false)).isEqualTo(label(ReaderOptions.published(), 3, false));
        assertThat(label(capped, 9, false))
                .isEqualTo(label(capped, 3, false))
                .isNotEqualTo(label(ReaderOptions.published(), 9, false));
        assertThat(label(capped, 9, true)).isEqualTo(label(capped, 3, true));
    }

    @Test
    void growthIsCappedInLogarithms() throws IOException {
        double free = label(ReaderOptions.published(), 2, false);
        double delta = Math.log1p(free) - Math.log1p(VALUE);
        assertThat(delta).isPositive();
        assertThat(label(ReaderOptions.published().withLargestDelta(2 * delta), 2, false))
                .isEqualTo(free);
        for (boolean closed : new boolean[] {false, true}) {
            assertThat(Math.log1p(label(ReaderOptions.published().withLargestDelta(delta / 2), 2, closed)))
                    .isCloseTo(Math.log1p(VALUE) + delta / 2, within(1e-12));
        }
    }

    @Test
    void truthIsNeverCapped() throws IOException {
        ReaderCase model = new ReaderCase(Engine.JAVA.start(), false);
        ReaderLearner learner =
                model.learner(ReaderOptions.published().withLargestCount(1).withLargestDelta(1e-3));
        GmvBatch batch = new GmvBatch();
        batch.add(model.keys()[0], true, 1f, 5, 10 * VALUE, ELAPSED, 5, VALUE);
        learner.evaluate(batch);
        assertThat(learner.targets().label()[0]).isEqualTo(10 * VALUE);
    }

    /** Label of a purchase, or of the last one at the close; more than one purchase leaves the router no say. */
    private static double label(ReaderOptions options, int purchases, boolean closed) throws IOException {
        ReaderCase model = new ReaderCase(Engine.JAVA.start(), false);
        ReaderLearner learner = model.learner(options);
        GmvBatch batch = new GmvBatch();
        batch.add(model.keys()[0], closed, closed ? 1f : ELAPSED, purchases, VALUE, ELAPSED, purchases, VALUE);
        learner.evaluate(batch);
        return (closed ? learner.targets().lastLabel() : learner.targets().label())[0];
    }
}

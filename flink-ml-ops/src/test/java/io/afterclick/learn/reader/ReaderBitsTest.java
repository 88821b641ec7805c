package io.afterclick.learn.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.learn.Drawn;
import io.afterclick.learn.matrix.Engine;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a result does not depend on. */
final class ReaderBitsTest {

    private static final int CLICKS = 300;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void sameStartSameBits(Engine engine) throws IOException {
        assertThat(afterTwoSteps(engine)).isDeepEqualTo(afterTwoSteps(engine));
    }

    private static int[][] afterTwoSteps(Engine engine) throws IOException {
        ReaderCase model = new ReaderCase(engine.start(), false);
        ReaderLearner learner = model.learner(ReaderOptions.published());
        learner.train(model.batch(0, 30), 0);
        learner.train(model.batch(10, 48), 1);
        return model.bits();
    }

    @ParameterizedTest(name = "{0}, {1} at a time")
    @CsvSource({"NATIVE, 1", "NATIVE, 7", "NATIVE, 100", "JAVA, 1", "JAVA, 7", "JAVA, 100"})
    void scoreDoesNotDependOnNeighboursToTheBit(Engine engine, int size) throws IOException {
        ReaderLearner learner = new ReaderCase(engine.start(), false).learner(ReaderOptions.published());
        List<long[]> clicks = Arrays.asList(new Drawn(1).keys(CLICKS, ReaderCase.FIELDS, ReaderCase.ROWS));
        double[] together = score(learner, clicks, CLICKS);
        assertThat(score(learner, clicks, CLICKS)).as("equal calls").isEqualTo(together);
        double[] parted = score(learner, clicks, size);
        Collections.reverse(clicks);
        double[] reversed = score(learner, clicks, size);
        for (int i = 0; i < CLICKS; i++) {
            assertThat(parted[i]).isEqualTo(together[i]);
            assertThat(reversed[CLICKS - 1 - i]).isEqualTo(together[i]);
        }
    }

    private static double[] score(ReaderLearner learner, List<long[]> clicks, int size) {
        double[] scores = new double[clicks.size()];
        for (int from = 0; from < scores.length; from += size) {
            int to = Math.min(scores.length, from + size);
            double[] some = new double[size];
            learner.score(clicks.subList(from, to).toArray(new long[0][]), to - from, some);
            System.arraycopy(some, 0, scores, from, to - from);
        }
        return scores;
    }
}

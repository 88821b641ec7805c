package io.afterclick.learn.tesla;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.learn.Drawn;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.matrix.Engine;
import io.afterclick.learn.optimise.RowMode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a result does not depend on, and what changes no bit. */
final class TeslaBitsTest {

    private static final int CLICKS = 600;

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"NATIVE, LAZY", "NATIVE, DEFERRED", "JAVA, LAZY", "JAVA, DEFERRED"})
    void sameStartSameBits(Engine engine, RowMode mode) {
        assertThat(afterSteps(engine, mode)).isDeepEqualTo(afterSteps(engine, mode));
    }

    private static int[][] afterSteps(Engine engine, RowMode mode) {
        TeslaCase model = new TeslaCase(engine.start(), TeslaCase.SETTINGS, mode);
        for (int batch = 0; batch < 3; batch++) {
            model.learner.train(TeslaCase.batch(batch, 40 + batch), TeslaCase.sampler(batch));
        }
        return model.bits();
    }

    @ParameterizedTest(name = "{0}, {1}, refund stage: {2}")
    @CsvSource({"NATIVE, LAZY, true", "NATIVE, DEFERRED, false", "JAVA, DEFERRED, true", "JAVA, LAZY, false"})
    void batchThatIsNotFiniteChangesNothing(Engine engine, RowMode mode, boolean refundStage) {
        TeslaCase model = new TeslaCase(engine.start(), TeslaCase.SETTINGS, mode);
        TeslaCase untouched = new TeslaCase(engine.start(), TeslaCase.SETTINGS, mode);
        model.learner.train(TeslaCase.batch(1, 40), TeslaCase.sampler(0));
        untouched.learner.train(TeslaCase.batch(1, 40), TeslaCase.sampler(0));
        int[][] before = model.bits();
        TeslaBatch bad = TeslaCase.batch(2, 40);
        long[] unseen = bad.add(refundStage, true, Double.NaN);
        Arrays.fill(unseen, TeslaCase.ROWS + 5);

        StepResult result = model.learner.train(bad, TeslaCase.sampler(1));

        assertThat(result.applied()).isFalse();
        assertThat(result.loss()).isNaN();
        assertThat(model.bits()).isDeepEqualTo(before);
        // What is not seen in the bits, such as weights known to products, is seen in the next step.
        assertThat(model.learner
                        .train(TeslaCase.batch(3, 40), TeslaCase.sampler(2))
                        .applied())
                .isTrue();
        untouched.learner.train(TeslaCase.batch(3, 40), TeslaCase.sampler(2));
        assertThat(model.bits()).isDeepEqualTo(untouched.bits());
    }

    @ParameterizedTest(name = "{0}, {1} at once")
    @CsvSource({"JAVA, 1", "JAVA, 7", "JAVA, 300", "NATIVE, 1", "NATIVE, 7", "NATIVE, 300"})
    void scoreDoesNotDependOnNeighboursToTheBit(Engine engine, int size) {
        TeslaCase model = trained(engine);
        List<long[]> clicks = Arrays.asList(new Drawn(1).keys(CLICKS, TeslaCase.FIELDS, TeslaCase.ROWS));
        double[] together = score(model, clicks, CLICKS);
        assertThat(score(model, clicks, size)).isEqualTo(together);
        Collections.reverse(clicks);
        double[] reversed = score(model, clicks, size);
        for (int i = 0; i < CLICKS; i++) {
            assertThat(reversed[CLICKS - 1 - i]).isEqualTo(together[i]);
        }
    }

    private static TeslaCase trained(Engine engine) {
        TeslaCase model = new TeslaCase(engine.start(), TeslaCase.SETTINGS, RowMode.LAZY);
        model.learner.train(TeslaCase.batch(1, 50), TeslaCase.sampler(0));
        return model;
    }

    private static double[] score(TeslaCase model, List<long[]> clicks, int size) {
        TeslaScorer scorer = new TeslaScorer(model.predictor, TeslaCase.FIELDS);
        double[] net = new double[clicks.size()];
        for (int from = 0; from < net.length; from += size) {
            int to = Math.min(net.length, from + size);
            Scores scores = new Scores(Set.copyOf(TeslaScorer.QUANTITIES));
            scorer.score(clicks.subList(from, to).toArray(new long[0][]), to - from, scores);
            System.arraycopy(scores.of(Quantity.NETCVR), 0, net, from, to - from);
        }
        return net;
    }
}

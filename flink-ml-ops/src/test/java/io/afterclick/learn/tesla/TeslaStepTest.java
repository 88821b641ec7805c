package io.afterclick.learn.tesla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclick.learn.StepResult;
import io.afterclick.learn.matrix.Engine;
import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.RowMode;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a batch does that lacks something. */
final class TeslaStepTest {

    /** Its loss is zero, but momentum moves, and so do counters and running statistics. */
    @ParameterizedTest(name = "no sample of the refund stage: {0}")
    @ValueSource(booleans = {true, false})
    void stageWithoutSamplesStillTakesItsStep(boolean refundStage) {
        TeslaCase model = new TeslaCase(Engine.JAVA.start(), TeslaCase.SETTINGS, RowMode.LAZY);
        assertThat(model.learner
                        .train(TeslaCase.batch(1, 30), TeslaCase.sampler(0))
                        .applied())
                .isTrue();
        StagedTower idle = refundStage ? model.predictor.refund() : model.predictor.conversion();
        float[] before = values(idle);
        float[] moments = moments(idle.optimiser());
        TeslaBatch batch = new TeslaBatch(TeslaCase.FIELDS, TeslaCase.CAPACITY);
        Random random = new Random(2);
        for (int i = 0; i < 20; i++) {
            TeslaCase.add(batch, !refundStage, i % 2 == 0, i, random);
        }

        StepResult result = model.learner.train(batch, TeslaCase.sampler(1));

        assertThat(result.applied()).isTrue();
        int first = refundStage ? 0 : 2;
        assertThat(result.terms()[first]).isZero();
        assertThat(result.terms()[first + 1]).isZero();
        assertThat(model.predictor.conversion().optimiser().steps()).isEqualTo(2);
        assertThat(model.predictor.refund().optimiser().steps()).isEqualTo(2);
        assertThat(values(idle)).isNotEqualTo(before);
        float[] after = moments(idle.optimiser());
        for (int i = 0; i < after.length; i++) {
            assertThat(after[i]).isCloseTo(0.9f * moments[i], within(1e-7f * Math.abs(moments[i])));
        }
    }

    /** All parameters of a tower, running statistics among them. */
    private static float[] values(StagedTower tower) {
        float[] all = new float[0];
        for (var parameter : tower.parameters()) {
            all = joined(all, parameter.values());
        }
        return all;
    }

    private static float[] moments(DenseOptimiser optimiser) {
        float[][] all = {new float[0]};
        optimiser.moments((parameter, first, second) -> all[0] = joined(all[0], first));
        return all[0];
    }

    private static float[] joined(float[] a, float[] b) {
        float[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @ParameterizedTest(name = "{0}, all positive: {1}")
    @CsvSource({"NATIVE, true", "NATIVE, false", "JAVA, true", "JAVA, false"})
    void batchOfOneLabelTrainsWithoutRanking(Engine engine, boolean positive) {
        TeslaCase model = new TeslaCase(engine.start(), TeslaCase.SETTINGS, RowMode.DEFERRED);
        TeslaBatch batch = new TeslaBatch(TeslaCase.FIELDS, TeslaCase.CAPACITY);
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            TeslaCase.add(batch, i % 2 == 0, positive, i, random);
        }
        StepResult result = model.learner.train(batch, TeslaCase.sampler(0));
        assertThat(result.applied()).isTrue();
        assertThat(result.terms()[1]).isZero();
        assertThat(result.terms()[3]).isZero();
        assertThat(result.terms()[0]).isPositive();
        assertThat(result.terms()[2]).isPositive();
    }

    @ParameterizedTest
    @EnumSource(TeslaSettings.Weighting.class)
    void samplesOfOnePositiveAndOfEqualDelaysTrain(TeslaSettings.Weighting weighting) {
        TeslaCase model = new TeslaCase(Engine.JAVA.start(), TeslaCase.SETTINGS.with(weighting), RowMode.LAZY);
        for (int positives = 1; positives <= 3; positives++) {
            TeslaBatch batch = new TeslaBatch(TeslaCase.FIELDS, TeslaCase.CAPACITY);
            Random random = new Random(1);
            for (int i = 0; i < 20; i++) {
                TeslaCase.add(batch, i % 2 == 0, i / 2 < positives, 7, random);
            }
            StepResult result = model.learner.train(batch, TeslaCase.sampler(positives));
            assertThat(result.applied()).isTrue();
            assertThat(result.loss()).isFinite().isPositive();
            assertThat(result.terms()[1]).isPositive();
            assertThat(result.terms()[3]).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void lossIsTheSumOfItsTermsByTheirCoefficients(Engine engine) {
        TeslaCase model = new TeslaCase(engine.start(), TeslaCase.SETTINGS, RowMode.LAZY);
        StepResult result = model.learner.train(TeslaCase.batch(3, 50), TeslaCase.sampler(0));
        double[] terms = result.terms();
        assertThat(result.loss()).isCloseTo(terms[0] + 0.1 * terms[1] + terms[2] + terms[3], within(1e-12));
    }
}

package io.afterclick.learn.tesla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclick.learn.Precise;
import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.matrix.Engine;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowMode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DebiasingWeightsTest {

    private static final int SAMPLES = 60;

    @ParameterizedTest(name = "{0}, refund stage: {1}")
    @CsvSource({"NATIVE, false", "NATIVE, true", "JAVA, false", "JAVA, true"})
    void bothWeightingsAreTheirFormulas(Engine engine, boolean refundStage) {
        TeslaCase model = new TeslaCase(engine.start(), TeslaCase.SETTINGS, RowMode.LAZY);
        DelayModel delays = model.frozen.delays(refundStage ? DelayModel.Of.REFUND : DelayModel.Of.CONVERSION);
        withoutBias(model.frozen.predictor().parameters());
        withoutBias(delays.parameters());
        TeslaBatch batch = TeslaCase.batch(1, SAMPLES);
        Stage stage = new Stage();
        batch.fill(stage, refundStage);
        BatchIndex index = new BatchIndex(TeslaCase.FIELDS, SAMPLES);
        index.index(batch.keys(), stage.rows(), stage.count());
        TeslaPredictor predictor = model.frozen.predictor();
        StagedTower tower = refundStage ? predictor.refund() : predictor.conversion();
        float[][] logits = tower.forward(index, predictor.rows().gather(index), false);
        float[] pretrainedLogits = new float[stage.count()];
        for (int i = 0; i < stage.count(); i++) {
            pretrainedLogits[i] = logits[i][0];
        }
        float[][] delayLogits = new float[stage.count()][];
        for (int i = 0; i < stage.count(); i++) {
            delayLogits[i] = delays.logits(index)[i].clone();
        }
        DebiasingWeights weights =
                new DebiasingWeights(model.frozen.predictor(), delays, refundStage, TeslaCase.FIELDS, SAMPLES);
        weights.ask(stage, batch.keys());

        weights.weigh(stage);
        for (int i = 0; i < stage.count(); i++) {
            double p = Precise.sigmoid(pretrainedLogits[i]);
            double in = Precise.sigmoid(delayLogits[i][0]);
            double negative = Precise.sigmoid(delayLogits[i][1]);
            assertThat(stage.positiveWeight(i)).isCloseTo(1 + p - in, within(1e-12));
            assertThat(stage.negativeWeight(i)).isCloseTo((1 + p - in) * negative, within(1e-12));
        }

        float[][] online = new float[SAMPLES][1];
        for (int i = 0; i < SAMPLES; i++) {
            online[i][0] = 0.2f * i - 3;
        }
        weights.weighOnline(stage, online);
        int clamped = 0;
        for (int i = 0; i < stage.count(); i++) {
            double pretrained = Precise.sigmoid(pretrainedLogits[i]);
            double delayed = 1 - Precise.sigmoid(delayLogits[i][0]) / pretrained;
            clamped += delayed < 0 ? 1 : 0;
            delayed = Math.max(0, delayed);
            double p = Precise.sigmoid(online[stage.rows()[i]][0]);
            assertThat(stage.positiveWeight(i)).isCloseTo(1 + p * delayed, within(1e-12));
            assertThat(stage.negativeWeight(i))
                    .isCloseTo((1 - p) * (1 + p * delayed) / (1 - p + p * delayed), within(1e-12));
        }
        assertThat(clamped).as("samples more likely in the window than at all").isBetween(1, stage.count() - 1);
    }

    /** So that no network's logits are all larger than the other's. */
    private static void withoutBias(List<DenseParameter> parameters) {
        for (DenseParameter parameter : parameters) {
            if (parameter.name().endsWith("linear4.bias")) {
                parameter.load(new float[parameter.size()]);
            }
        }
    }

    /** Probabilities of exactly 0 and 1. */
    @ParameterizedTest
    @CsvSource({"-1e4", "1e4"})
    void onlineProbabilityAtAnEndGivesFiniteWeights(float logit) {
        TeslaCase model = new TeslaCase(Engine.JAVA.start(), TeslaCase.SETTINGS, RowMode.LAZY);
        TeslaBatch batch = TeslaCase.batch(1, SAMPLES);
        Stage stage = new Stage();
        batch.fill(stage, false);
        DebiasingWeights weights = new DebiasingWeights(
                model.frozen.predictor(),
                model.frozen.delays(DelayModel.Of.CONVERSION),
                false,
                TeslaCase.FIELDS,
                SAMPLES);
        weights.ask(stage, batch.keys());
        float[][] online = new float[SAMPLES][1];
        for (float[] row : online) {
            row[0] = logit;
        }
        weights.weighOnline(stage, online);
        for (int i = 0; i < stage.count(); i++) {
            assertThat(stage.positiveWeight(i)).isBetween(1.0, 2.0);
            assertThat(stage.negativeWeight(i)).isEqualTo(logit > 0 ? 0 : 1);
        }
    }
}

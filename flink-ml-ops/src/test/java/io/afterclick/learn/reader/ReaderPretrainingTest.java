package io.afterclick.learn.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.learn.matrix.Engine;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReaderPretrainingTest {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void stepsLowerTheirLosses(Engine engine) throws IOException {
        ReaderCase model = new ReaderCase(engine.start(), false);
        ReaderPretraining pretraining = model.pretraining();
        SettledBatch batch = model.settled();
        double predictor = pretraining.predictorLoss(batch);
        double router = pretraining.routerLoss(batch);
        double calibrator = pretraining.calibratorLoss(batch);
        for (int i = 0; i < 20; i++) {
            assertThat(pretraining.trainPredictor(batch, 1e-4).applied()).isTrue();
            assertThat(pretraining.trainRouter(batch, 1e-4).applied()).isTrue();
            assertThat(pretraining.trainCalibrator(batch, 1e-4).applied()).isTrue();
        }
        assertThat(pretraining.predictorLoss(batch)).isLessThan(predictor);
        assertThat(pretraining.routerLoss(batch)).isLessThan(router);
        assertThat(pretraining.calibratorLoss(batch)).isLessThan(calibrator);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void batchesWithoutRepurchasesTrain(Engine engine) throws IOException {
        ReaderCase model = new ReaderCase(engine.start(), false);
        ReaderPretraining pretraining = model.pretraining();
        SettledBatch singles = new SettledBatch();
        singles.add(model.keys()[0], 0.5f, 1, 3f, 1, 3f);
        assertThat(pretraining.trainPredictor(singles, 1e-3).applied()).isTrue();
        assertThat(pretraining.trainRouter(singles, 1e-3).applied()).isTrue();
    }
}

package io.afterclick.learn.tesla;

import io.afterclick.journey.Trajectory;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.npz.Golden;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published modules' losses of the three pretraining tasks. */
final class GoldenPretrainingTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.afterclick.learn.tesla.GoldenTesla#engines")
    void conversionStepBeginsWithThePublishedLoss(MatrixEngine engine) throws IOException {
        Golden labels = Golden.open("tesla_pretrain");
        GoldenTesla tesla = new GoldenTesla(Golden.open("tesla"), engine);
        HeapRows rows = GoldenTesla.rows(TeslaPredictor.layout(GoldenTesla.SETTINGS, true));
        TeslaPredictor predictor = tesla.trained("pre.", rows, RowMode.LAZY);
        // The published losses are of one point, so the first step must not move the shared rows.
        StepResult step = new TeslaPretraining(predictor, GoldenTesla.FIELDS, 1e-12, 64).train(batch(labels));
        Close.assertRelative("cvr", step.terms()[0], labels.scalar("ple.cvr_loss"), Close.ONE_STEP);
        Close.assertRelative("rfr", step.terms()[1], labels.scalar("ple.rfr_loss"), Close.ONE_STEP);
        assertLastGradient(predictor.conversion(), labels, "ple.grad.fc4.weight");
        assertLastGradient(predictor.refund(), labels, "ple.grad.fc4_net.weight");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.afterclick.learn.tesla.GoldenTesla#engines")
    void delayModelsHaveThePublishedLosses(MatrixEngine engine) throws IOException {
        Golden labels = Golden.open("tesla_pretrain");
        GoldenTesla tesla = new GoldenTesla(Golden.open("tesla"), engine);
        for (DelayModel.Of of : DelayModel.Of.values()) {
            DelayModel model = tesla.trainedDelays(of);
            StepResult step = new DelayTraining(model, GoldenTesla.FIELDS, 1e-2, 64).train(batch(labels));
            String name = of == DelayModel.Of.CONVERSION ? "inwtn_pay.loss" : "inwtn_refund.loss";
            Close.assertRelative(name, step.loss(), labels.scalar(name), Close.ONE_STEP);
            assertLastGradient(model.tower(), labels, name.replace(".loss", ".grad.fc4.weight"));
        }
    }

    private static void assertLastGradient(StagedTower tower, Golden labels, String name) throws IOException {
        for (DenseParameter parameter : tower.parameters()) {
            if (parameter.name().endsWith("linear4.weight")) {
                Close.assertOneStep(name, parameter.gradients(), labels.floats(name));
            }
        }
    }

    private static CompleteBatch batch(Golden labels) throws IOException {
        float[] pay = labels.floats("label.pay");
        float[] refund = labels.floats("label.refund");
        float[] payInWindow = labels.floats("label.inw_pay");
        float[] refundInWindow = labels.floats("label.inw_refund");
        long[][] keys = GoldenTesla.batch(Golden.open("tesla"), "batch.").keys();
        CompleteBatch batch = new CompleteBatch(GoldenTesla.FIELDS, pay.length);
        for (int i = 0; i < pay.length; i++) {
            Trajectory label = find(pay[i] == 1, payInWindow[i] == 1, refund[i] == 1, refundInWindow[i] == 1);
            System.arraycopy(keys[i], 0, batch.add(label), 0, GoldenTesla.FIELDS);
        }
        return batch;
    }

    private static Trajectory find(boolean paid, boolean paidInWindow, boolean refunded, boolean refundedInWindow) {
        for (Trajectory trajectory : Trajectory.values()) {
            boolean pays = trajectory.paid() == paid && trajectory.paidImmediately() == (paid && paidInWindow);
            boolean refunds = trajectory.refunded() == (paid && refunded)
                    && trajectory.refundedImmediately() == (paid && refunded && refundedInWindow);
            if (pays && refunds) {
                return trajectory;
            }
        }
        throw new IllegalStateException("no trajectory fits");
    }
}

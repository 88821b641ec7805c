package io.afterclick.learn.tesla;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.journey.Trajectory;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.npz.Golden;
import io.afterclick.snapshot.pytorch.PublishedModel;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published modules' losses of the three pretraining tasks. */
final class GoldenPretrainingTest {

    private static final double SHARE = 1e-5;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.afterclick.learn.tesla.GoldenTeslaTest#engines")
    void conversionStepBeginsWithThePublishedLoss(MatrixEngine engine) throws IOException {
        Golden labels = Golden.open("tesla_pretrain");
        GoldenTesla tesla = new GoldenTesla(Golden.open("tesla"), engine);
        HeapRows rows = GoldenTesla.rows(TeslaPredictor.layout(GoldenTesla.SETTINGS, true));
        TeslaPredictor predictor = tesla.predictor("pre.", rows, true);
        TeslaLosses losses = new TeslaPretraining(predictor, GoldenTesla.FIELDS, 1e-12, 64).train(batch(tesla, labels));
        assertRelative(losses.conversionDebiased(), labels.scalar("ple.cvr_loss"));
        assertRelative(losses.refundDebiased(), labels.scalar("ple.rfr_loss"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.afterclick.learn.tesla.GoldenTeslaTest#engines")
    void delayModelsHaveThePublishedLosses(MatrixEngine engine) throws IOException {
        Golden labels = Golden.open("tesla_pretrain");
        GoldenTesla tesla = new GoldenTesla(Golden.open("tesla"), engine);
        DelayModel pay = tesla.delays("inwtn_pay.", PublishedModel.CONVERSION_DELAY, "delay.conversion.", true);
        double payLoss = new DelayTraining(pay, false, GoldenTesla.FIELDS, 1e-2, 64).train(batch(tesla, labels));
        assertRelative(payLoss, labels.scalar("inwtn_pay.loss"));
        DelayModel refund = tesla.delays("inwtn_refund.", PublishedModel.REFUND_DELAY, "delay.refund.", true);
        double refundLoss = new DelayTraining(refund, true, GoldenTesla.FIELDS, 1e-2, 64).train(batch(tesla, labels));
        assertRelative(refundLoss, labels.scalar("inwtn_refund.loss"));
    }

    private static CompleteBatch batch(GoldenTesla tesla, Golden labels) throws IOException {
        float[] pay = labels.floats("label.pay");
        float[] refund = labels.floats("label.refund");
        float[] payInWindow = labels.floats("label.inw_pay");
        float[] refundInWindow = labels.floats("label.inw_refund");
        long[][] keys = tesla.batch().keys();
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

    private static void assertRelative(double ours, double theirs) {
        assertThat(Math.abs(ours - theirs) / theirs).as("%s, %s", ours, theirs).isLessThan(SHARE);
    }
}

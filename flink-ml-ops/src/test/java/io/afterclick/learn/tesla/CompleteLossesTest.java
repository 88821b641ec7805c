package io.afterclick.learn.tesla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afterclick.journey.Trajectory;
import io.afterclick.learn.Differences;
import io.afterclick.learn.Precise;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.layer.Tower;
import io.afterclick.learn.matrix.Engine;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowMode;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Losses on complete labels against their formulas, and the gradients of the logits against the formulas' slopes. */
final class CompleteLossesTest {

    private static final int CLICKS = 24;
    private static final double RATE = 1e-3;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void pretrainingOfThePredictor(Engine engine) {
        TeslaNetworks networks = TeslaNetworks.begin(engine.start(), TeslaCase.SETTINGS, 1, 1, RowMode.LAZY);
        CompleteBatch batch = TeslaCase.settled(1, CLICKS);
        TeslaPredictor predictor = networks.predictor();
        StepResult result = new TeslaPretraining(predictor, TeslaCase.FIELDS, RATE, CLICKS).train(batch);
        assertThat(result.applied()).isTrue();
        check(result.terms()[0], predictor.conversion().tower(), CLICKS, 1, (o, i) -> {
            return entropy(o[0], batch.label(i).paid()) / CLICKS;
        });
        // Divided by the whole batch as well.
        check(result.terms()[1], predictor.refund().tower(), CLICKS, 1, (o, i) -> {
            return batch.label(i).paid() ? entropy(o[0], batch.label(i).refunded()) / CLICKS : 0;
        });
    }

    @ParameterizedTest
    @CsvSource({"NATIVE, CONVERSION", "NATIVE, REFUND", "JAVA, CONVERSION", "JAVA, REFUND"})
    void trainingOfADelayModel(Engine engine, DelayModel.Of of) {
        TeslaNetworks networks = TeslaNetworks.begin(engine.start(), TeslaCase.SETTINGS, 1, 1, RowMode.LAZY);
        CompleteBatch batch = TeslaCase.settled(1, CLICKS);
        DelayModel model = networks.delays(of);
        StepResult result = new DelayTraining(model, TeslaCase.FIELDS, RATE, CLICKS).train(batch);
        assertThat(result.applied()).isTrue();
        boolean refunds = of == DelayModel.Of.REFUND;
        Trajectory[] labels = new Trajectory[CLICKS];
        int n = 0;
        double unseen = 1e-6;
        for (int i = 0; i < CLICKS; i++) {
            Trajectory label = batch.label(i);
            if (!refunds || label.paid()) {
                labels[n++] = label;
                unseen += inWindow(label, refunds) ? 0 : 1;
            }
        }
        double samples = n;
        double masked = unseen;
        check(result.loss(), model.tower().tower(), n, 2, (o, i) -> {
            boolean seen = inWindow(labels[i], refunds);
            boolean never = refunds ? !labels[i].refunded() : !labels[i].paid();
            return entropy(o[0], seen) / samples + (seen ? 0 : entropy(o[1], never) / masked);
        });
    }

    @ParameterizedTest
    @EnumSource(DelayModel.Of.class)
    void delayModelWhoseEventsAllCameInTheWindowLearnsThatAlone(DelayModel.Of of) {
        TeslaNetworks networks = TeslaNetworks.begin(Engine.JAVA.start(), TeslaCase.SETTINGS, 1, 1, RowMode.LAZY);
        CompleteBatch batch = new CompleteBatch(TeslaCase.FIELDS, CLICKS);
        for (int i = 0; i < CLICKS; i++) {
            batch.add(Trajectory.I_CONV_I_REFUND)[0] = i % 3;
        }
        StepResult result = new DelayTraining(networks.delays(of), TeslaCase.FIELDS, RATE, CLICKS).train(batch);
        assertThat(result.applied()).isTrue();
        assertThat(result.terms()[0]).isPositive();
        assertThat(result.terms()[1]).isZero();
    }

    @ParameterizedTest
    @EnumSource(RowMode.class)
    void refundModelWithoutPurchasesStandsStill(RowMode mode) {
        TeslaNetworks networks = TeslaNetworks.begin(Engine.JAVA.start(), TeslaCase.SETTINGS, 1, 1, mode);
        DelayModel model = networks.delays(DelayModel.Of.REFUND);
        CompleteBatch batch = new CompleteBatch(TeslaCase.FIELDS, CLICKS);
        batch.add(Trajectory.N_CONV);
        int[][] before = bits(networks, model);
        StepResult result = new DelayTraining(model, TeslaCase.FIELDS, RATE, CLICKS).train(batch);
        assertThat(result.applied()).isFalse();
        assertThat(result.loss()).isZero();
        assertThat(bits(networks, model)).isDeepEqualTo(before);
    }

    /** The second tower's loss is no number, after the first one has taken its step. */
    @ParameterizedTest
    @CsvSource({"NATIVE, LAZY", "NATIVE, DEFERRED", "JAVA, LAZY", "JAVA, DEFERRED"})
    void pretrainingThatIsNotFiniteChangesNothing(Engine engine, RowMode mode) {
        TeslaNetworks networks = TeslaNetworks.begin(engine.start(), TeslaCase.SETTINGS, 1, 1, mode);
        TeslaPredictor predictor = networks.predictor();
        TeslaPretraining pretraining = new TeslaPretraining(predictor, TeslaCase.FIELDS, RATE, CLICKS);
        pretraining.train(TeslaCase.settled(1, CLICKS));
        load(predictor.parameters(), "rfr.linear4.bias", Float.NaN);
        int[][] before = bits(networks);
        StepResult result = pretraining.train(TeslaCase.settled(2, CLICKS));
        assertThat(result.applied()).isFalse();
        assertThat(result.terms()[0]).isFinite();
        assertThat(result.terms()[1]).isNaN();
        assertThat(bits(networks)).isDeepEqualTo(before);
        load(predictor.parameters(), "rfr.linear4.bias", 0);
        assertThat(pretraining.train(TeslaCase.settled(2, CLICKS)).applied()).isTrue();
    }

    private static int[][] bits(TeslaNetworks networks) {
        TeslaPredictor predictor = networks.predictor();
        return TeslaCase.bits(networks.table(), predictor.parameters(), predictor.conversion(), predictor.refund());
    }

    @ParameterizedTest
    @EnumSource(RowMode.class)
    void trainingOfADelayModelThatIsNotFiniteChangesNothing(RowMode mode) {
        TeslaNetworks networks = TeslaNetworks.begin(Engine.JAVA.start(), TeslaCase.SETTINGS, 1, 1, mode);
        DelayModel model = networks.delays(DelayModel.Of.REFUND);
        DelayTraining training = new DelayTraining(model, TeslaCase.FIELDS, RATE, CLICKS);
        training.train(TeslaCase.settled(1, CLICKS));
        load(model.parameters(), "delay.refund.linear4.bias", Float.NaN);
        int[][] before = bits(networks, model);
        StepResult result = training.train(TeslaCase.settled(2, CLICKS));
        assertThat(result.applied()).isFalse();
        assertThat(result.loss()).isNaN();
        assertThat(bits(networks, model)).isDeepEqualTo(before);
    }

    private static void load(List<DenseParameter> parameters, String name, float value) {
        for (DenseParameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                float[] values = new float[parameter.size()];
                Arrays.fill(values, value);
                parameter.load(values);
            }
        }
    }

    private static int[][] bits(TeslaNetworks networks, DelayModel model) {
        return TeslaCase.bits(networks.delayTable(DelayModel.Of.REFUND), model.parameters(), model.tower());
    }

    /** The tower still has the logits that the loss saw, and their gradients. */
    private static void check(
            double loss, Tower tower, int n, int outputs, ToDoubleBiFunction<double[], Integer> lossOfSample) {
        double[][] o = Precise.widened(tower.logits(), n);
        float[][] gradients = new float[n][];
        for (int i = 0; i < n; i++) {
            assertThat(o[i]).hasSize(outputs);
            gradients[i] = tower.logitGradients()[i].clone();
        }
        Differences differences = new Differences(() -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += lossOfSample.applyAsDouble(o[i], i);
            }
            return sum;
        });
        assertThat(loss).isCloseTo(differences.value(), within(1e-12));
        differences.assertEach("logits", o, gradients);
    }

    private static double entropy(double o, boolean positive) {
        return -Math.log(positive ? Precise.sigmoid(o) : 1 - Precise.sigmoid(o));
    }

    private static boolean inWindow(Trajectory label, boolean refunds) {
        return refunds ? label.refundedImmediately() : label.paidImmediately();
    }
}

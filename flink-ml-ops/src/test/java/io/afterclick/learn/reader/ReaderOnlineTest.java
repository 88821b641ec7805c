package io.afterclick.learn.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.Click;
import io.afterclick.event.Features;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.GmvState;
import io.afterclick.journey.SampleTask;
import io.afterclick.journey.Trajectory;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.Scores;
import io.afterclick.learn.SettledClick;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.matrix.Nd4jEngine;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReaderOnlineTest {

    private static final int FIELDS = 3;
    private static final long WINDOW = 1000;
    private static final Click CLICK = new Click("c", "u", "i", 0, null, Features.NONE);

    private static ReaderNetworks pretrained(MatrixEngine engine, RowMode rows) {
        ReaderSettings settings = new ReaderSettings(FIELDS, 4, WINDOW, 20, 4);
        ReaderNetworks networks = ReaderNetworks.begin(engine, settings, 7, 1, rows);
        ReaderPretrainer pretrainer = new ReaderPretrainer(networks, ReaderOptions.published());
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 90; i++) {
            pretrainer.add(settled(random), keys(random));
        }
        pretrainer.finish();
        assertThat(pretrainer.steps()).isGreaterThan(8);
        return networks;
    }

    private static SettledClick settled(SplittableRandom random) {
        List<GmvState> purchases = new ArrayList<>();
        long micros = 0;
        int count = random.nextInt(4);
        for (int i = 1; i <= count; i++) {
            micros += 1 + random.nextLong(100_000_000);
            purchases.add(new GmvState(i * 100, i, micros));
        }
        return new SettledClick(CLICK, Trajectory.N_CONV, purchases);
    }

    private static long[] keys(SplittableRandom random) {
        long[] keys = new long[FIELDS];
        Arrays.setAll(keys, f -> random.nextLong(50));
        return keys;
    }

    private static GmvSample sample(SampleTask task, GmvState now, GmvState previous) {
        return new GmvSample(CLICK, "reader", task, 0, 0, "p", now, previous);
    }

    private static ReaderOnline online(ReaderNetworks frozen) {
        RowTable rows = frozen.table().continued(frozen.table().mode());
        return new ReaderOnline(
                frozen, rows.rows(), rows.optimiser(), ReaderOptions.published(), LearningRate.published());
    }

    private static double[] scores(ReaderOnline online, long[][] keys) {
        Scores scores = new Scores(online.quantities());
        online.score(keys, keys.length, scores);
        return Arrays.copyOf(scores.of(Quantity.GMV), keys.length);
    }

    private static long[][] someKeys(int n) {
        SplittableRandom random = new SplittableRandom(11);
        long[][] keys = new long[n][];
        Arrays.setAll(keys, i -> keys(random));
        return keys;
    }

    private static double[] trainedThenScored(ReaderNetworks frozen) {
        ReaderOnline online = online(frozen);
        SplittableRandom random = new SplittableRandom(5);
        for (int batch = 0; batch < 3; batch++) {
            for (int i = 0; i < 40; i++) {
                GmvState first = new GmvState(random.nextLong(500), 1, random.nextLong(90_000_000));
                GmvState then = new GmvState(WINDOW, 1 + i % 2, first.micros() * (1 + i % 2));
                SampleTask task = i % 3 == 0 ? SampleTask.GMV_GROUND_TRUTH : SampleTask.GMV_PURCHASE;
                online.add(
                        task == SampleTask.GMV_PURCHASE
                                ? sample(task, first, new GmvState(0, 0, 0))
                                : sample(task, then, first),
                        keys(random));
            }
            assertThat(online.size()).isEqualTo(40);
            StepResult step = online.train(0, batch);
            assertThat(step.applied()).isTrue();
            assertThat(step.terms()).hasSameSizeAs(online.lossTerms());
            assertThat(online.size()).isZero();
        }
        return scores(online, someKeys(60));
    }

    @ParameterizedTest
    @EnumSource(RowMode.class)
    void sameSeedSameBits(RowMode rows) {
        MatrixEngine engine = new Nd4jEngine();
        assertThat(trainedThenScored(pretrained(engine, rows).frozen()))
                .isEqualTo(trainedThenScored(pretrained(engine, rows).frozen()));
    }

    @Test
    void onlineTrainingLeavesThePretrainedNetworksAlone() {
        ReaderNetworks frozen = pretrained(new JavaEngine(), RowMode.DEFERRED).frozen();
        assertThat(trainedThenScored(frozen)).isEqualTo(trainedThenScored(frozen));
    }

    @ParameterizedTest
    @EnumSource(RowMode.class)
    void freezingAndGoingOnlineChangeNoScore(RowMode rows) {
        ReaderNetworks trained = pretrained(new JavaEngine(), rows);
        ReaderNetworks frozen = trained.frozen();
        double[] expected = new double[60];
        new ReaderLearner(
                        trained.predictor(),
                        trained.router(),
                        trained.calibrator(),
                        trained.predictor().optimiser(),
                        ReaderOptions.published(),
                        LearningRate.published())
                .score(someKeys(60), 60, expected);
        ReaderOnline online = online(frozen);
        assertThat(scores(online, someKeys(60))).isEqualTo(expected);
    }

    @Test
    void samplesBecomeSharesOfTheWindowAndMajorUnits() {
        ReaderNetworks frozen = pretrained(new JavaEngine(), RowMode.LAZY).frozen();
        ReaderOnline online = online(frozen);
        long[][] keys = someKeys(2);
        GmvState first = new GmvState(250, 1, 12_340_000);
        online.add(sample(SampleTask.GMV_PURCHASE, first, new GmvState(0, 0, 0)), keys[0]);
        online.add(sample(SampleTask.GMV_GROUND_TRUTH, new GmvState(WINDOW, 2, 99_500_000), first), keys[1]);
        StepResult step = online.train(4, 0);

        RowTable rows = frozen.table().continued(RowMode.LAZY);
        ReaderPredictor predictor = frozen.trainedCopy(rows.rows(), rows.optimiser());
        GmvBatch batch = new GmvBatch();
        batch.add(keys[0], false, 0.25f, 1, 12.34f, 0f, 0, 0f);
        batch.add(keys[1], true, 1f, 2, 99.5f, 0.25f, 1, 12.34f);
        ReaderStep expected = new ReaderLearner(
                        predictor,
                        frozen.router(),
                        frozen.calibrator(),
                        predictor.optimiser(),
                        ReaderOptions.published(),
                        LearningRate.published())
                .train(batch, 4);
        assertThat(step.loss()).isEqualTo(expected.loss());
        assertThat(step.terms()).containsExactly(expected.online(), expected.alignment(), expected.unlearning());
        assertThat(step.learningRate()).isEqualTo(1e-2 * StrictMath.pow(0.95, 2));
    }

    @Test
    void scoresOfAClickDoNotDependOnItsNeighbours() {
        assertThat(largestDifferenceByNeighbours(new JavaEngine())).isZero();
        assertThat(largestDifferenceByNeighbours(new Nd4jEngine())).isZero();
    }

    private static double largestDifferenceByNeighbours(MatrixEngine engine) {
        ReaderOnline online = online(pretrained(engine, RowMode.LAZY).frozen());
        long[][] keys = someKeys(300);
        double[] together = scores(online, keys);
        double largest = 0;
        for (int i = 0; i < keys.length; i += 7) {
            double alone = scores(online, new long[][] {keys[i]})[0];
            largest = Math.max(largest, Math.abs(alone - together[i]) / together[i]);
        }
        return largest;
    }

    @Test
    void trainsOnSamplesOfGrossValueOnly() {
        ReaderNetworks frozen = pretrained(new JavaEngine(), RowMode.LAZY).frozen();
        ReaderOnline online = online(frozen);
        assertThat(Arrays.stream(SampleTask.values()).filter(online::trainsOn))
                .containsExactly(SampleTask.GMV_PURCHASE, SampleTask.GMV_GROUND_TRUTH);
        ConversionSample other = new ConversionSample(CLICK, "tesla", SampleTask.CVR, 0, 0, false, false, null, -1, -1);
        assertThatThrownBy(() -> online.add(other, new long[FIELDS]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gross value");
    }
}

package io.afterclick.job.judge;

import static io.afterclick.job.judge.Story.DAY;
import static io.afterclick.job.judge.Story.DEADLINE;
import static io.afterclick.job.judge.Story.HOUR;
import static io.afterclick.job.judge.Story.NOON;
import static io.afterclick.job.judge.Story.both;
import static io.afterclick.job.judge.Story.gmv;
import static io.afterclick.job.judge.Story.net;
import static io.afterclick.job.judge.Story.oracle;
import static io.afterclick.job.judge.Story.reader;
import static io.afterclick.job.judge.Story.scored;
import static io.afterclick.job.judge.Story.tesla;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.job.judge.Task.Backend;
import io.afterclick.job.record.Judged;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Truth;
import io.afterclick.journey.Trajectory;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.java.tuple.Tuple2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Restored operators give away what they would have, had they never stopped. */
final class JudgeRestoreTest {

    /** One thing that happens to an operator. */
    private interface Step<T> {
        void on(T task) throws Exception;
    }

    private static final List<Step<Task<String, Predicted, SettledOutcome, Judged>>> JUDGE = List.of(
            judge -> judge.first(tesla("a", NOON, Double.NaN)),
            judge -> judge.first(both("a", NOON, .2, 3)),
            judge -> judge.second(net("b", NOON + HOUR, Trajectory.D_CONV)),
            judge -> judge.watermark(NOON + 3 * DAY),
            judge -> judge.second(net("a", NOON, Trajectory.I_CONV_I_REFUND)),
            judge -> judge.first(tesla("b", NOON + HOUR, .5)),
            judge -> judge.second(gmv("a", NOON, 3, 7_500_000)),
            judge -> judge.first(reader("a", NOON, 4)),
            judge -> judge.first(oracle("a", NOON, .1)),
            judge -> judge.first(tesla("expires", NOON, .5)),
            judge -> judge.watermark(DEADLINE),
            judge -> judge.first(oracle("b", NOON + HOUR, .25)),
            Task::end);

    private static final List<Step<Task<Tuple2<String, Long>, Judged, SegmentScored, SegmentMeasured>>> METRICS =
            List.of(
                    metrics -> metrics.first(judged(tesla("a", NOON, .1), true, false)),
                    metrics -> metrics.first(judged(tesla("b", NOON + HOUR, .1), true, true)),
                    metrics -> metrics.second(scored("tesla", 0, 4)),
                    metrics -> metrics.first(judged(tesla("c", NOON, .3), false, false)),
                    metrics -> metrics.first(judged(oracle("a", NOON, Double.NaN), true, false)),
                    metrics -> metrics.first(judged(tesla("d", NOON, .2), true, true)),
                    metrics -> metrics.first(new Judged(tesla("e", NOON, .7), null, null)),
                    metrics -> metrics.second(scored("oracle", 0, 1)),
                    metrics ->
                            metrics.first(new Judged(reader("a", NOON, 9), null, new Truth.Gmv(1, 10_000_000, true))),
                    metrics ->
                            metrics.first(new Judged(reader("b", NOON, 9), null, new Truth.Gmv(1, 30_000_000, true))),
                    metrics -> metrics.second(scored("reader", 0, 2)),
                    metrics -> metrics.second(scored("tesla", 1, 1)));

    static Stream<Arguments> everyPointOfTheJudge() {
        return everyPoint(JUDGE.size());
    }

    static Stream<Arguments> everyPointOfTheMetrics() {
        return everyPoint(METRICS.size());
    }

    private static Stream<Arguments> everyPoint(int steps) {
        return Stream.of(Backend.values())
                .flatMap(backend -> IntStream.rangeClosed(0, steps).mapToObj(point -> Arguments.of(backend, point)));
    }

    @ParameterizedTest(name = "{0}, after step {1}")
    @MethodSource("everyPointOfTheJudge")
    void judgeGoesOnAsIfItHadNeverStopped(Backend backend, int point) throws Exception {
        List<List<?>> expected = new ArrayList<>();
        List<List<?>> found = new ArrayList<>();
        try (var whole = Task.judge(Story.settings(), Backend.HEAP).start();
                var before = Task.judge(Story.settings(), backend).start()) {
            play(whole, JUDGE, expected);
            play(before, JUDGE.subList(0, point), found);
            try (var after = Task.judge(Story.settings(), backend).restore(before.snapshot())) {
                play(after, JUDGE.subList(point, JUDGE.size()), found);
                assertThat(found).isEqualTo(expected);
                assertThat(after.counted()).isEqualTo(whole.counted());
                after.snapshot();
                assertThat(after.inBackend(WaitingClicks.STATE_NAME)).isZero();
                assertThat(after.timers()).isZero();
            }
        }
        assertThat(expected.stream().mapToInt(List::size).sum()).isEqualTo(7);
    }

    @ParameterizedTest(name = "{0}, after step {1}")
    @MethodSource("everyPointOfTheMetrics")
    void metricsGoOnAsIfTheyHadNeverStopped(Backend backend, int point) throws Exception {
        List<List<?>> expected = new ArrayList<>();
        List<List<?>> found = new ArrayList<>();
        try (var whole = Task.metrics(Story.settings(), Backend.HEAP).start();
                var before = Task.metrics(Story.settings(), backend).start()) {
            play(whole, METRICS, expected);
            play(before, METRICS.subList(0, point), found);
            try (var after = Task.metrics(Story.settings(), backend).restore(before.snapshot())) {
                play(after, METRICS.subList(point, METRICS.size()), found);
                assertThat(found).isEqualTo(expected);
                assertThat(after.counted()).isEqualTo(whole.counted());
                after.snapshot();
                assertThat(after.inBackend(OpenSegments.PROGRESS_NAME)).isZero();
                assertThat(after.inBackend(OpenSegments.ROWS_NAME)).isZero();
            }
        }
        assertThat(expected.stream().mapToInt(List::size).sum()).isEqualTo(4);
    }

    @Test
    void snapshotsBetweenAllStepsDisturbNothing() throws Exception {
        List<List<?>> expected = new ArrayList<>();
        List<List<?>> found = new ArrayList<>();
        try (var undisturbed = Task.metrics(Story.settings(), Backend.ROCKSDB).start();
                var disturbed = Task.metrics(Story.settings(), Backend.ROCKSDB).start()) {
            play(undisturbed, METRICS, expected);
            for (var step : METRICS) {
                disturbed.snapshot();
                play(disturbed, List.of(step), found);
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void clicksOfLongerWindowsBeforeTheRestoreKeepTheirTime() throws Exception {
        JudgeSettings longer = Story.settings();
        JudgeSettings shorter = new JudgeSettings(longer.variants(), DAY, HOUR, Story.AMPLE, true);
        try (var before = Task.judge(longer, Backend.HEAP).start();
                var after = Task.judge(shorter, Backend.HEAP).restore(before.snapshot())) {
            after.first(tesla("c", NOON, .1));
            after.watermark(DEADLINE - 1);
            after.second(net("c", NOON, Trajectory.D_CONV));
            assertThat(after.output())
                    .containsExactly(new Judged(tesla("c", NOON, .1), new Truth.Net(true, false, true), null));
        }
    }

    @Test
    void stateOfALaterReleaseIsRefused() {
        DataInputStream later = new DataInputStream(new ByteArrayInputStream(new byte[] {2, 0, 0, 0}));
        assertThatThrownBy(() -> WaitingClick.read("c", later))
                .isInstanceOf(IOException.class)
                .hasMessage("Waiting click: expected version 1, found 2");
        DataInputStream laterRows = new DataInputStream(new ByteArrayInputStream(new byte[] {3, 0, 0, 0}));
        assertThatThrownBy(() -> SegmentRows.read(laterRows))
                .isInstanceOf(IOException.class)
                .hasMessage("Rows of a segment: expected version 1, found 3");
    }

    private static Judged judged(Predicted prediction, boolean paid, boolean refunded) {
        return new Judged(prediction, new Truth.Net(paid, refunded, true), null);
    }

    private static <T extends Task<?, ?, ?, ?>> void play(T task, List<Step<T>> steps, List<List<?>> output)
            throws Exception {
        for (Step<T> step : steps) {
            step.on(task);
            output.add(task.output());
        }
    }
}

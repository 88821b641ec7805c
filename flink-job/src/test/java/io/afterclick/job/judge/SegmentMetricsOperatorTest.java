package io.afterclick.job.judge;

import static io.afterclick.job.judge.Story.HOUR;
import static io.afterclick.job.judge.Story.NOON;
import static io.afterclick.job.judge.Story.both;
import static io.afterclick.job.judge.Story.reader;
import static io.afterclick.job.judge.Story.scored;
import static io.afterclick.job.judge.Story.tesla;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.job.judge.Task.Backend;
import io.afterclick.job.record.Judged;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.job.record.Truth;
import io.afterclick.metrics.Metric;
import io.afterclick.metrics.MissingReason;
import io.afterclick.metrics.ReliabilityBin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A segment is measured once, when its last click has been judged. */
final class SegmentMetricsOperatorTest {

    private static final Metric ONE_CLASS = Metric.missing(MissingReason.EQUAL_LABELS);
    private static final Metric NO_ROWS = Metric.missing(MissingReason.NO_ROWS);

    @Test
    void conversionsAreMeasured() throws Exception {
        SegmentMeasured measured = measure(
                scored("tesla", 0, 5),
                net(tesla("kept", NOON, .75), true, false),
                net(tesla("refunded", NOON, .5), true, true),
                net(tesla("never", NOON, .25), false, false),
                new Judged(tesla("cut-short", NOON, .875), new Truth.Net(true, true, false), null),
                new Judged(tesla("given-up", NOON, .875), null, null));
        assertThat(measured.start()).isEqualTo(NOON);
        assertThat(measured.end()).isEqualTo(NOON + HOUR);
        assertThat(measured.counts())
                .isEqualTo(Map.ofEntries(
                        Map.entry("clicks", 5L),
                        Map.entry("outcomes.complete", 3L),
                        Map.entry("outcomes.incomplete", 1L),
                        Map.entry("outcomes.missing", 1L),
                        Map.entry("cvr.rows", 3L),
                        Map.entry("cvr.positives", 2L),
                        Map.entry("cvr.notANumber", 0L),
                        Map.entry("rfr.rows", 2L),
                        Map.entry("rfr.positives", 1L),
                        Map.entry("rfr.notANumber", 0L),
                        Map.entry("netcvr.rows", 3L),
                        Map.entry("netcvr.positives", 1L),
                        Map.entry("netcvr.notANumber", 0L)));
        assertThat(measured.metrics())
                .containsEntry("cvr.auc", Metric.of(1))
                .containsEntry("cvr.prauc", Metric.of(1))
                .containsEntry("cvr.pcoc", Metric.of(.75))
                .containsEntry("cvr.gauc", ONE_CLASS)
                // Both say 0.25 of the refund.
                .containsEntry("rfr.auc", Metric.of(.5))
                .containsEntry("rfr.pcoc", Metric.of(.5))
                .containsEntry("netcvr.auc", Metric.of(1))
                .containsEntry("netcvr.pcoc", Metric.of(1.125))
                .doesNotContainKey("gmv.auc");
        assertThat(measured.metrics().get("cvr.nll"))
                .isEqualTo(Metric.of((-StrictMath.log(.5) - StrictMath.log(.75) - StrictMath.log1p(-.25)) / 3));
        assertThat(measured.reliability().get("cvr"))
                .containsExactly(
                        new ReliabilityBin(-8, 1, .25, 0),
                        new ReliabilityBin(-4, 1, .5, 1),
                        new ReliabilityBin(-2, 1, .75, 1));
        assertThat(measured.reliability()).containsOnlyKeys("cvr", "rfr", "netcvr");
    }

    @Test
    void valueIsMeasuredOverClicksWithAPurchase() throws Exception {
        SegmentMeasured measured = measure(
                scored("reader", 0, 4),
                gmv(reader("exact", NOON, 12.5), 1, 12_500_000),
                gmv(reader("half", NOON, 10), 2, 20_000_000),
                gmv(reader("none", NOON, 99), 0, 0),
                new Judged(reader("cut-short", NOON, 5), null, new Truth.Gmv(1, 1, false)));
        assertThat(measured.counts())
                .isEqualTo(Map.of(
                        "clicks", 4L,
                        "outcomes.complete", 3L,
                        "outcomes.incomplete", 1L,
                        "outcomes.missing", 0L,
                        "gmv.rows", 2L,
                        "gmv.notANumber", 0L));
        assertThat(measured.metrics())
                .isEqualTo(Map.of(
                        "gmv.auc", Metric.of(0),
                        "gmv.acc", Metric.of(.5),
                        "gmv.alpr", Metric.of((StrictMath.log(20) - StrictMath.log(10)) / StrictMath.log(2) / 2),
                        "gmv.pcoc", Metric.of(22.5 / 32.5)));
    }

    @Test
    void variantOfBothKindsIsMeasuredAsBoth() throws Exception {
        SegmentMeasured measured = measure(
                scored("both", 0, 1),
                new Judged(
                        both("c", NOON, .5, 4), new Truth.Net(true, false, true), new Truth.Gmv(1, 4_000_000, false)));
        assertThat(measured.counts())
                .containsEntry("outcomes.complete", 1L)
                .containsEntry("outcomes.incomplete", 1L)
                .containsEntry("cvr.rows", 1L)
                .containsEntry("gmv.rows", 0L);
        assertThat(measured.metrics()).containsEntry("gmv.acc", NO_ROWS).containsEntry("cvr.auc", ONE_CLASS);
    }

    @Test
    void segmentWithoutClicksHasAllMetricsUndefined() throws Exception {
        SegmentMeasured measured = measure(scored("tesla", 3, 0));
        assertThat(measured.counts()).containsEntry("clicks", 0L).containsEntry("cvr.rows", 0L);
        assertThat(measured.metrics())
                .hasSize(15)
                .allSatisfy((name, metric) -> assertThat(metric).as(name).isEqualTo(NO_ROWS));
    }

    @Test
    void usersRankTheirOwnClicksAndUnknownOnesShareNoUser() throws Exception {
        SegmentMeasured measured = measure(
                scored("tesla", 0, 5),
                net(ofUser("u", tesla("a", NOON, .5)), true, false),
                net(ofUser("u", tesla("b", NOON, .25)), false, false),
                net(ofUser("v", tesla("c", NOON, .125)), true, false),
                net(ofUser("", tesla("d", NOON, .1)), true, false),
                net(ofUser("", tesla("e", NOON, .2)), false, false));
        assertThat(measured.metrics())
                .containsEntry("cvr.gauc", Metric.of(1))
                .containsEntry("cvr.auc", Metric.of(2 / 6.0));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void anyOrderAndAnySnapshotsGiveTheSame(int seed) throws Exception {
        Random random = new Random(77);
        List<Object> all = new ArrayList<>();
        for (int segment = 0; segment < 3; segment++) {
            for (int row = 0; row < 100; row++) {
                String id = segment + "-" + row;
                long time = NOON + segment * HOUR + row;
                boolean paid = random.nextInt(3) == 0;
                all.add(net(tesla(id, time, random.nextInt(20) / 20.0), paid, paid && random.nextBoolean()));
                all.add(gmv(reader(id, time, random.nextDouble() * 9), random.nextInt(2), random.nextInt(9_000_000)));
            }
            all.add(scored("tesla", segment, 100));
            all.add(scored("reader", segment, 100));
        }
        List<SegmentMeasured> expected = measure(Story.settings(), Backend.HEAP, all, new Random(0), 0);
        assertThat(expected).hasSize(6);
        Random order = new Random(seed);
        Collections.shuffle(all, order);
        assertThat(measure(Story.settings(), Backend.ROCKSDB, all, order, .05)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void openSegmentIsLeftAndCounted(Backend backend) throws Exception {
        try (var metrics = Task.metrics(Story.settings(), backend).start()) {
            metrics.second(scored("tesla", 0, 2));
            metrics.first(net(tesla("a", NOON, .5), true, false));
            metrics.snapshot();
            metrics.first(net(tesla("b", NOON + HOUR, .5), true, false));
            metrics.end();
            assertThat(metrics.output()).isEmpty();
            assertThat(metrics.counted().counts()).isEqualTo(Map.of("stateAtEnd.keys", 2L));
        }
    }

    private static SegmentMeasured measure(SegmentScored scored, Judged... judged) throws Exception {
        List<Object> all = new ArrayList<>(List.of(judged));
        all.add(scored);
        List<SegmentMeasured> measured = measure(Story.settings(), Backend.HEAP, all, new Random(0), 0);
        assertThat(measured).hasSize(1);
        return measured.get(0);
    }

    private static List<SegmentMeasured> measure(
            JudgeSettings settings, Backend backend, List<Object> all, Random random, double snapshots)
            throws Exception {
        try (var metrics = Task.metrics(settings, backend).start()) {
            for (Object next : all) {
                if (next instanceof Judged judged) {
                    metrics.first(judged);
                } else if (next instanceof SegmentScored scored) {
                    metrics.second(scored);
                }
                if (random.nextDouble() < snapshots) {
                    metrics.snapshot();
                }
            }
            List<SegmentMeasured> measured = metrics.output();
            metrics.snapshot();
            assertThat(metrics.inBackend(OpenSegments.PROGRESS_NAME)).isZero();
            assertThat(metrics.inBackend(OpenSegments.ROWS_NAME)).isZero();
            return measured.stream()
                    .sorted(Comparator.comparing(SegmentMeasured::variant).thenComparing(SegmentMeasured::segment))
                    .toList();
        }
    }

    private static Judged net(Predicted prediction, boolean paid, boolean refunded) {
        return new Judged(prediction, new Truth.Net(paid, refunded, true), null);
    }

    private static Judged gmv(Predicted prediction, int purchases, long micros) {
        return new Judged(prediction, null, new Truth.Gmv(purchases, micros, true));
    }

    private static Predicted ofUser(String user, Predicted of) {
        return new Predicted(
                of.variant(),
                of.clickId(),
                user,
                of.clickTime(),
                of.segment(),
                of.steps(),
                of.cvr(),
                of.rfr(),
                of.netcvr(),
                of.gmv());
    }
}

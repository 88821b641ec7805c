package io.afterclick.job.judge;

import static io.afterclick.job.judge.Story.DAY;
import static io.afterclick.job.judge.Story.DEADLINE;
import static io.afterclick.job.judge.Story.NOON;
import static io.afterclick.job.judge.Story.both;
import static io.afterclick.job.judge.Story.cutShort;
import static io.afterclick.job.judge.Story.gmv;
import static io.afterclick.job.judge.Story.net;
import static io.afterclick.job.judge.Story.oracle;
import static io.afterclick.job.judge.Story.reader;
import static io.afterclick.job.judge.Story.tesla;
import static io.afterclick.journey.Trajectory.D_CONV;
import static io.afterclick.journey.Trajectory.I_CONV_D_REFUND;
import static io.afterclick.journey.Trajectory.N_CONV;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.job.judge.Task.Backend;
import io.afterclick.job.record.Judged;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Truth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Predictions and outcomes meet, whichever comes first. */
final class JudgeOperatorTest {

    private static final Truth.Net REFUNDED = new Truth.Net(true, true, true);
    private static final Truth.Gmv TWO_PURCHASES = new Truth.Gmv(2, 30_000_000, true);

    private final List<Object> oneClick = List.of(
            tesla("c", NOON, .1),
            oracle("c", NOON, .2),
            reader("c", NOON, 12),
            both("c", NOON, .3, 13),
            net("c", NOON, I_CONV_D_REFUND),
            gmv("c", NOON, 2, 30_000_000));

    static Stream<Arguments> permutations() {
        List<List<Integer>> orders = new ArrayList<>();
        permute(new ArrayList<>(), orders);
        return Stream.of(Backend.values()).map(backend -> Arguments.of(backend, orders));
    }

    private static void permute(List<Integer> begun, List<List<Integer>> orders) {
        if (begun.size() == 6) {
            orders.add(List.copyOf(begun));
        }
        for (int next = 0; next < 6; next++) {
            if (!begun.contains(next)) {
                begun.add(next);
                permute(begun, orders);
                begun.remove(begun.size() - 1);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("permutations")
    void anyOrderGivesTheSame(Backend backend, List<List<Integer>> orders) throws Exception {
        assertThat(orders).hasSize(720);
        try (var judge = Task.judge(Story.settings(), backend).start()) {
            for (List<Integer> order : orders) {
                for (int next : order) {
                    come(judge, oneClick.get(next));
                }
                assertThat(judge.output())
                        .as("%s", order)
                        .containsExactlyInAnyOrder(
                                new Judged(tesla("c", NOON, .1), REFUNDED, null),
                                new Judged(oracle("c", NOON, .2), REFUNDED, null),
                                new Judged(reader("c", NOON, 12), null, TWO_PURCHASES),
                                new Judged(both("c", NOON, .3, 13), REFUNDED, TWO_PURCHASES));
            }
            judge.end();
            assertThat(judge.output()).isEmpty();
            assertThat(judge.counted().counts()).isEqualTo(Map.of("judge.predictions", 4L * 720));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void manyClicksInAnyOrderLeaveNothingInATinyMemory(int seed) throws Exception {
        Random random = new Random(seed);
        List<Object> all = new ArrayList<>();
        for (int click = 0; click < 60; click++) {
            String id = "c" + click;
            long time = NOON + click * 10 * Story.MINUTE;
            all.add(tesla(id, time, random.nextDouble()));
            all.add(oracle(id, time, random.nextDouble()));
            all.add(reader(id, time, random.nextDouble()));
            all.add(both(id, time, random.nextDouble(), 2));
            all.add(net(id, time, random.nextBoolean() ? D_CONV : N_CONV));
            all.add(gmv(id, time, 0, 0));
        }
        List<Judged> expected;
        try (var inOrder = Task.judge(Story.settings(), Backend.HEAP).start()) {
            for (Object next : all) {
                come(inOrder, next);
            }
            expected = sorted(inOrder.output());
        }
        assertThat(expected).hasSize(240);
        Collections.shuffle(all, random);
        try (var judge = Task.judge(Story.settings(Story.TINY), Backend.ROCKSDB).start()) {
            long spilled = 0;
            for (Object next : all) {
                come(judge, next);
                spilled = Math.max(spilled, judge.inBackend(WaitingClicks.STATE_NAME));
            }
            assertThat(spilled).as("clicks in the backend").isPositive();
            assertThat(sorted(judge.output())).isEqualTo(expected);
            assertNothingIsLeft(judge);
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 4);
    }

    @Test
    void outcomeCutShortIsJudgedAsIncomplete() throws Exception {
        try (var judge = Task.judge(Story.teslaAlone(), Backend.HEAP).start()) {
            judge.first(tesla("c", NOON, .1));
            judge.second(cutShort(net("c", NOON, N_CONV)));
            assertThat(judge.output())
                    .containsExactly(new Judged(tesla("c", NOON, .1), new Truth.Net(false, false, false), null));
            assertNothingIsLeft(judge);
        }
    }

    @Test
    void clickWithoutPurchaseOnlyClearsItsPrediction() throws Exception {
        try (var judge = Task.judge(Story.settings(), Backend.HEAP).start()) {
            judge.first(reader("c", NOON, 4));
            judge.second(gmv("c", NOON, 0, 0));
            assertThat(judge.output())
                    .containsExactly(new Judged(reader("c", NOON, 4), null, new Truth.Gmv(0, 0, true)));
        }
    }

    @Test
    void outcomesThatNobodyPredictsOfAreNotKept() throws Exception {
        try (var judge = Task.judge(Story.teslaAlone(), Backend.ROCKSDB).start()) {
            judge.second(net("before", NOON - 1, D_CONV));
            judge.second(net("after", NOON + DAY, D_CONV));
            judge.second(gmv("c", NOON, 1, 5));
            assertNothingIsLeft(judge);
            judge.second(net("first", NOON, D_CONV));
            judge.second(net("last", NOON + DAY - 1, D_CONV));
            judge.snapshot();
            assertThat(judge.inBackend(WaitingClicks.STATE_NAME)).isEqualTo(2);
            assertThat(judge.timers()).isEqualTo(2);
        }
    }

    @Test
    void outcomeOfAClickWaitsForTheLastOfItsVariants() throws Exception {
        try (var judge = Task.judge(Story.settings(), Backend.ROCKSDB).start()) {
            judge.first(tesla("c", NOON, .1));
            judge.second(net("c", NOON, D_CONV));
            judge.second(gmv("c", NOON, 1, 5));
            judge.first(both("c", NOON, .3, 13));
            judge.first(reader("c", NOON, 12));
            judge.watermark(DEADLINE - 1);
            judge.snapshot();
            assertThat(judge.inBackend(WaitingClicks.STATE_NAME)).isOne();
            judge.first(oracle("c", NOON, .2));
            assertThat(judge.output()).hasSize(4);
            assertNothingIsLeft(judge);
            judge.end();
            assertThat(judge.counted().counts()).isEqualTo(Map.of("judge.predictions", 4L));
        }
    }

    private static void come(Task<String, Predicted, SettledOutcome, Judged> judge, Object next) throws Exception {
        if (next instanceof Predicted prediction) {
            judge.first(prediction);
        } else if (next instanceof SettledOutcome settled) {
            judge.second(settled);
        } else {
            throw new IllegalArgumentException("expected a prediction or an outcome, found " + next);
        }
    }

    private static List<Judged> sorted(List<Judged> judged) {
        return judged.stream().sorted(Comparator.comparing(Judged::toString)).toList();
    }

    private static void assertNothingIsLeft(Task<?, ?, ?, ?> judge) throws Exception {
        judge.snapshot();
        assertThat(judge.inBackend(WaitingClicks.STATE_NAME)).isZero();
        assertThat(judge.timers()).isZero();
    }
}

package io.afterclick.job.judge;

import static io.afterclick.job.judge.Story.DEADLINE;
import static io.afterclick.job.judge.Story.HOUR;
import static io.afterclick.job.judge.Story.NOON;
import static io.afterclick.job.judge.Story.both;
import static io.afterclick.job.judge.Story.net;
import static io.afterclick.job.judge.Story.tesla;
import static io.afterclick.journey.Trajectory.D_CONV;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.job.judge.Task.Backend;
import io.afterclick.job.record.Judged;
import io.afterclick.job.record.Truth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The judge waits until the last possible time, and no longer. */
final class JudgeDeadlineTest {

    @ParameterizedTest
    @EnumSource
    void whatNeverComesIsGivenUpAtTheLastPossibleTimeAndCounted(Backend backend) throws Exception {
        for (boolean inMemory : new boolean[] {true, false}) {
            long cache = inMemory ? Story.AMPLE : 0;
            try (var judge = Task.judge(Story.settings(cache), backend).start()) {
                judge.first(tesla("no-outcome", NOON, .1));
                judge.first(both("half", NOON, .1, 4));
                judge.second(net("half", NOON, D_CONV));
                judge.second(net("no-prediction", NOON, D_CONV));
                judge.first(tesla("later", NOON + HOUR, .1));
                judge.watermark(DEADLINE - 1);
                assertThat(judge.output()).isEmpty();
                judge.watermark(DEADLINE);
                assertThat(judge.output())
                        .containsExactlyInAnyOrder(
                                new Judged(tesla("no-outcome", NOON, .1), null, null),
                                new Judged(both("half", NOON, .1, 4), new Truth.Net(true, false, true), null));
                judge.second(net("later", NOON + HOUR, D_CONV));
                assertThat(judge.output()).hasSize(1);
                judge.watermark(DEADLINE + HOUR);
                assertThat(judge.output()).isEmpty();
                assertNothingIsLeft(judge);
                assertThat(judge.counted().counts())
                        .isEqualTo(Map.of(
                                "judge.predictions", 3L,
                                "judge.expiredPredictions", 2L,
                                // That of "later" waits for its other variants in vain.
                                "judge.expiredOutcomes", 2L));
            }
        }
    }

    @Test
    void endOfBoundedInputIsTheLastPossibleTime() throws Exception {
        try (var judge = Task.judge(Story.settings(), Backend.HEAP).start()) {
            judge.first(tesla("c", NOON, .1));
            judge.end();
            assertThat(judge.output()).containsExactly(new Judged(tesla("c", NOON, .1), null, null));
            assertNothingIsLeft(judge);
        }
    }

    @Test
    void drainOfUnboundedInputGivesNothingUp() throws Exception {
        try (var judge = Task.judge(Story.unbounded(), Backend.HEAP).start()) {
            judge.first(tesla("c", NOON, .1));
            judge.end();
            assertThat(judge.output()).isEmpty();
            try (var after = Task.judge(Story.unbounded(), Backend.HEAP).restore(judge.snapshot())) {
                after.second(net("c", NOON, D_CONV));
                assertThat(after.output()).hasSize(1);
            }
        }
    }

    private static void assertNothingIsLeft(Task<?, ?, ?, ?> judge) throws Exception {
        judge.snapshot();
        assertThat(judge.inBackend(WaitingClicks.STATE_NAME)).isZero();
        assertThat(judge.timers()).isZero();
    }
}

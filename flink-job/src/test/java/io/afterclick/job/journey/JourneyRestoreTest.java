package io.afterclick.job.journey;

import static io.afterclick.job.journey.Events.DAY;
import static io.afterclick.job.journey.Events.HOUR;
import static io.afterclick.job.journey.Events.MINUTE;
import static io.afterclick.job.journey.Events.NOON;
import static io.afterclick.job.journey.Events.click;
import static io.afterclick.job.journey.Events.purchase;
import static io.afterclick.job.journey.Events.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.job.journey.JourneyHarness.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A restored operator gives away what it would have, had it never stopped. */
final class JourneyRestoreTest {

    /** One thing that happens to the operator. */
    private interface Step {
        void on(JourneyHarness journeys) throws Exception;
    }

    private static final List<Step> SCRIPT = List.of(
            journeys -> journeys.arrive(click("a", NOON), click("b", NOON + MINUTE)),
            journeys -> journeys.arrive(purchase("a-p", "a", NOON + 5 * MINUTE)),
            journeys -> journeys.watermark(NOON + MINUTE),
            journeys -> journeys.arrive(purchase("c-p", "c", NOON + 2 * HOUR)),
            journeys -> journeys.arriveTogether(
                    click("d", NOON + 3 * MINUTE),
                    purchase("d-p", "d", NOON + 2 * HOUR),
                    refund("d-r", "d-p", "d", NOON + 2 * DAY)),
            journeys -> journeys.watermark(NOON + 10 * MINUTE),
            journeys -> journeys.arrive(click("c", NOON + HOUR), click("a", NOON)),
            journeys -> journeys.watermark(NOON + HOUR),
            journeys -> journeys.arrive(refund("a-r", "a-p", "a", NOON + DAY), purchase("a-p", "a", NOON + 2 * HOUR)),
            journeys -> journeys.watermark(NOON + 2 * HOUR),
            journeys -> journeys.arrive(refund("stray", "nothing", "b", NOON + 3 * HOUR)),
            journeys -> journeys.watermark(NOON + DAY),
            journeys -> journeys.watermark(NOON + 3 * DAY + 30 * MINUTE),
            journeys -> journeys.arrive(purchase("b-p", "b", NOON + 4 * DAY), purchase("c-q", "c", NOON + 4 * DAY)),
            journeys -> journeys.watermark(NOON + 5 * DAY),
            journeys -> journeys.logEnds(NOON + 5 * DAY),
            JourneyHarness::end);

    static Stream<Arguments> everyPoint() {
        return Stream.of(Backend.values())
                .flatMap(backend ->
                        IntStream.rangeClosed(0, SCRIPT.size()).mapToObj(point -> Arguments.of(backend, point)));
    }

    @ParameterizedTest(name = "{0}, after step {1}")
    @MethodSource("everyPoint")
    void goesOnAsIfItHadNeverStopped(Backend backend, int point) throws Exception {
        JourneySettings settings = TestSettings.remembering(TestSettings.tesla(), DAY);
        List<List<String>> expected = new ArrayList<>();
        List<List<String>> found = new ArrayList<>();
        try (JourneyHarness whole = JourneyHarness.start(settings, Backend.HEAP);
                JourneyHarness before = JourneyHarness.start(settings, backend)) {
            play(whole, SCRIPT, expected);
            play(before, SCRIPT.subList(0, point), found);
            OperatorSubtaskState state = before.snapshot();
            try (JourneyHarness after = JourneyHarness.restore(settings, backend, state)) {
                play(after, SCRIPT.subList(point, SCRIPT.size()), found);
                assertThat(found).isEqualTo(expected);
                assertThat(after.counted()).isEqualTo(whole.counted());
                assertNothingIsLeft(after);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void snapshotDisturbsNothing(Backend backend) throws Exception {
        List<List<String>> expected = new ArrayList<>();
        List<List<String>> found = new ArrayList<>();
        try (JourneyHarness undisturbed = JourneyHarness.start(TestSettings.tesla(), backend);
                JourneyHarness disturbed = JourneyHarness.start(TestSettings.tesla(), backend)) {
            for (Step step : SCRIPT) {
                play(undisturbed, List.of(step), expected);
                disturbed.snapshot();
                play(disturbed, List.of(step), found);
            }
            assertThat(found).isEqualTo(expected);
            assertNothingIsLeft(disturbed);
        }
    }

    @Test
    void openJourneysKeepTheirWindowsAndNewOnesGetTheNew() throws Exception {
        JourneySettings old = TestSettings.tesla();
        JourneySettings now = new JourneySettings(
                TestSettings.windows("tesla", DAY, HOUR),
                "tesla",
                0,
                TestSettings.AMPLE,
                true,
                TestSettings.AMPLE,
                true,
                false);
        try (JourneyHarness before = JourneyHarness.start(old, Backend.HEAP)) {
            before.arrive(click("old", NOON), click("applied later", NOON + MINUTE));
            before.watermark(NOON);
            try (JourneyHarness after = JourneyHarness.restore(now, Backend.HEAP, before.snapshot())) {
                after.arrive(click("new", NOON + 2 * MINUTE));
                after.watermark(NOON + 10 * DAY);
                assertThat(after.brief())
                        .containsExactlyInAnyOrder(
                                "CVR=0@15", "nConv@4320", "CVR=0@60", "nConv@1440", "CVR=0@60", "nConv@1440");
                assertNothingIsLeft(after);
            }
        }
    }

    @Test
    void changedDeliveryStillWakesOpenClicks() throws Exception {
        try (JourneyHarness before = JourneyHarness.start(TestSettings.tesla(), Backend.ROCKSDB)) {
            before.arrive(click("kept", NOON), purchase("p", "kept", NOON + HOUR), click("idle", NOON));
            before.watermark(NOON + 2 * HOUR);
            before.output();
            JourneySettings reader = TestSettings.of("reader");
            try (JourneyHarness after = JourneyHarness.restore(reader, Backend.ROCKSDB, before.snapshot())) {
                after.watermark(NOON + 3 * DAY + 30 * MINUTE);
                after.snapshot();
                after.watermark(NOON + 30 * DAY);
                assertThat(after.brief())
                        .containsExactlyInAnyOrder("GMV_GROUND_TRUTH=1@10080", "GMV=1@10080", "GMV=0@10080");
                assertNothingIsLeft(after);
            }
        }
    }

    @Test
    void deliveryThatWantsToWakeEarlierIsServedFromTheNextWatermarkOn() throws Exception {
        try (JourneyHarness before = JourneyHarness.start(TestSettings.of("oracle"), Backend.ROCKSDB)) {
            before.arrive(click("c", NOON));
            before.watermark(NOON);
            try (JourneyHarness after =
                    JourneyHarness.restore(TestSettings.tesla(), Backend.ROCKSDB, before.snapshot())) {
                after.watermark(NOON + 20 * MINUTE);
                assertThat(after.brief()).containsExactly("CVR=0@15");
                after.watermark(NOON + 30 * DAY);
                assertThat(after.brief()).containsExactly("nConv@4320");
                assertNothingIsLeft(after);
            }
        }
    }

    @Test
    void operatorThatEndsOnceMoreCountsNothingTwice() throws Exception {
        JourneySettings settings = TestSettings.tesla();
        try (JourneyHarness before = JourneyHarness.start(settings, Backend.HEAP)) {
            before.arrive(click("c", NOON));
            before.end();
            assertThat(before.counted().counts()).containsEntry("applied.clicks", 1L);
            try (JourneyHarness after = JourneyHarness.restore(settings, Backend.HEAP, before.snapshot())) {
                after.end();
                assertThat(after.counted().counts()).isEmpty();
                assertThat(after.output()).isEmpty();
            }
        }
    }

    private static void play(JourneyHarness journeys, List<Step> steps, List<List<String>> output) throws Exception {
        for (Step step : steps) {
            step.on(journeys);
            output.add(journeys.output());
        }
    }

    private static void assertNothingIsLeft(JourneyHarness journeys) throws Exception {
        journeys.snapshot();
        assertThat(journeys.clicksInBackend()).isZero();
        assertThat(journeys.timers()).isZero();
    }
}

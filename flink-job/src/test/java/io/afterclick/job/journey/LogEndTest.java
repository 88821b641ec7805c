package io.afterclick.job.journey;

import static io.afterclick.job.journey.Events.DAY;
import static io.afterclick.job.journey.Events.HOUR;
import static io.afterclick.job.journey.Events.MINUTE;
import static io.afterclick.job.journey.Events.NOON;
import static io.afterclick.job.journey.Events.click;
import static io.afterclick.job.journey.Events.purchase;
import static io.afterclick.job.journey.JourneyHarness.Backend.HEAP;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.job.count.CountNames;
import org.junit.jupiter.api.Test;

/** Where the input ends, some windows close that the log did not cover. */
final class LogEndTest {

    @Test
    void outcomesBeyondTheEndOfTheLogAreIncomplete() throws Exception {
        try (JourneyHarness journeys = JourneyHarness.start(TestSettings.tesla(), HEAP)) {
            journeys.arrive(click("covered", NOON), click("cut", NOON + 1));
            journeys.logEnds(NOON + 3 * DAY);
            journeys.end();
            assertThat(journeys.brief()).containsExactly("CVR=0@15", "CVR=0@15", "nConv@4320", "nConv@4320 incomplete");
            assertThat(journeys.counted().counts())
                    .containsEntry(CountNames.OUTCOMES, 2L)
                    .containsEntry(CountNames.INCOMPLETE_OUTCOMES, 1L);
            assertThat(journeys.timers()).isZero();
        }
    }

    @Test
    void logReachesAsFarAsItsLongestSource() throws Exception {
        try (JourneyHarness journeys = JourneyHarness.start(TestSettings.tesla(), HEAP)) {
            journeys.arrive(click("c", NOON));
            journeys.logEnds(NOON + 4 * DAY);
            journeys.logEnds(NOON);
            journeys.logEnds(Long.MIN_VALUE);
            journeys.end();
            assertThat(journeys.brief()).containsExactly("CVR=0@15", "nConv@4320");
        }
    }

    @Test
    void sourceThatEndsBeforeTheOthersCutsNothingShort() throws Exception {
        try (JourneyHarness journeys = JourneyHarness.start(TestSettings.tesla(), HEAP)) {
            journeys.arrive(click("c", NOON));
            journeys.logEnds(NOON + HOUR);
            // The purchases go on.
            journeys.arrive(purchase("later", "nobody", NOON + 5 * DAY));
            journeys.watermark(NOON + 4 * DAY);
            assertThat(journeys.brief()).containsExactly("CVR=0@15", "nConv@4320");
            journeys.logEnds(NOON + 5 * DAY);
            journeys.end();
            assertThat(journeys.brief()).containsExactly("UNMATCHED later");
        }
    }

    @Test
    void endOfTheLogIsKnownAfterARestore() throws Exception {
        JourneySettings settings = TestSettings.tesla();
        try (JourneyHarness before = JourneyHarness.start(settings, HEAP)) {
            before.arrive(click("c", NOON));
            before.logEnds(NOON + HOUR);
            try (JourneyHarness after = JourneyHarness.restore(settings, HEAP, before.snapshot())) {
                after.end();
                assertThat(after.brief()).containsExactly("CVR=0@15", "nConv@4320 incomplete");
            }
        }
    }

    @Test
    void noEndCutsShortWhatARecordCarriesWhole() throws Exception {
        try (JourneyHarness journeys = JourneyHarness.start(TestSettings.ofWholeRecords(TestSettings.tesla()), HEAP)) {
            journeys.arriveTogether(click("c", NOON), purchase("p", "c", NOON + HOUR));
            journeys.logEnds(NOON + HOUR);
            journeys.end();
            assertThat(journeys.brief()).containsExactly("CVR=0@15", "CVR=1@60", "RFR=0@75", "dConv@4380");
            assertThat(journeys.counted().counts()).doesNotContainKey(CountNames.INCOMPLETE_OUTCOMES);
        }
    }

    @Test
    void emptyLogCutsNothingShort() throws Exception {
        try (JourneyHarness journeys = JourneyHarness.start(TestSettings.tesla(), HEAP)) {
            journeys.logEnds(Long.MIN_VALUE);
            journeys.end();
            assertThat(journeys.output()).isEmpty();
        }
    }

    @Test
    void drainOfUnboundedInputDeliversNothingAndKeepsItsWindowsOpen() throws Exception {
        JourneySettings settings = TestSettings.unbounded(TestSettings.tesla());
        try (JourneyHarness before = JourneyHarness.start(settings, HEAP)) {
            before.arrive(click("c", NOON), purchase("p", "c", NOON + HOUR));
            before.watermark(NOON + 20 * MINUTE);
            assertThat(before.brief()).containsExactly("CVR=0@15");
            before.end();
            assertThat(before.output()).isEmpty();
            try (JourneyHarness after = JourneyHarness.restore(settings, HEAP, before.snapshot())) {
                after.watermark(NOON + 30 * DAY);
                assertThat(after.brief()).containsExactly("CVR=1@60", "RFR=0@75", "dConv@4380");
                after.snapshot();
                assertThat(after.clicksInBackend()).isZero();
                assertThat(after.timers()).isZero();
            }
        }
    }
}

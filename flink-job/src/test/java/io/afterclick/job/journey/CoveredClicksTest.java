package io.afterclick.job.journey;

import static io.afterclick.job.journey.Events.DAY;
import static io.afterclick.job.journey.Events.HOUR;
import static io.afterclick.job.journey.Events.MINUTE;
import static io.afterclick.job.journey.Events.NOON;
import static io.afterclick.job.journey.Events.click;
import static io.afterclick.job.journey.Events.purchase;
import static io.afterclick.job.journey.Events.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Event;
import io.afterclick.job.count.AgeScale;
import io.afterclick.job.count.CoveredCount;
import io.afterclick.job.journey.JourneyHarness.Backend;
import io.afterclick.journey.delivery.Deliveries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Delays, ages and hours are counted over clicks whose longest windows the log covers, and over no other. */
final class CoveredClicksTest {

    private static final JourneySettings BOTH = TestSettings.of(Deliveries.NET_OUTCOME + "+" + Deliveries.GMV_OUTCOME);
    private static final long LONGEST = TestSettings.GMV_ATTRIBUTION + TestSettings.ATTRIBUTION;
    private static final long STEP = 6 * HOUR;

    private final Map<String, Long> recount = new TreeMap<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void countsAreThoseOfAPlainRecountWhateverFailedOnTheWay(long seed) throws Exception {
        Random random = new Random(seed);
        long logEnd = NOON + 25 * DAY + random.nextLong(DAY);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            events.addAll(life("c" + i, NOON + random.nextLong(20 * DAY), logEnd, random));
        }
        events.removeIf(event -> event.time() > logEnd);
        events.sort(Comparator.comparingLong(Event::time));
        assertThat(play(events, logEnd, Integer.MAX_VALUE)).isEqualTo(recount).isNotEmpty();
        assertThat(play(events, logEnd, 1 + random.nextInt(40))).isEqualTo(recount);
    }

    @Test
    void clickThatTheLogDoesNotCoverIsNotCountedHoweverEarlyItWasDecided() throws Exception {
        List<Event> events = List.of(
                click("covered", NOON),
                purchase("p", "covered", NOON + HOUR),
                click("cut", NOON + STEP + 1),
                purchase("q", "cut", NOON + STEP + MINUTE),
                refund("r", "q", "cut", NOON + STEP + 2 * MINUTE));
        assertThat(play(events, NOON + LONGEST + STEP, Integer.MAX_VALUE))
                .containsEntry(CoveredCount.CLICKS.name(12), 1L)
                .containsEntry(CoveredCount.CONVERSIONS.name(12), 1L)
                .doesNotContainKey(CoveredCount.CLICKS.name(18))
                .doesNotContainKey(CoveredCount.REFUNDS.name(18));
        assertThat(play(events, NOON + LONGEST + 2 * STEP, Integer.MAX_VALUE))
                .containsEntry(CoveredCount.CLICKS.name(18), 1L)
                .containsEntry(CoveredCount.REFUNDS.name(18), 1L);
    }

    @Test
    void drainedJobKeepsWhatWaits() throws Exception {
        JourneySettings unbounded = TestSettings.unbounded(BOTH);
        try (JourneyHarness before = JourneyHarness.start(unbounded, Backend.HEAP)) {
            before.arrive(click("c", NOON));
            // Closed, since nothing was bought, and not yet beyond what a purchase would have needed.
            before.watermark(NOON + TestSettings.GMV_ATTRIBUTION + HOUR);
            before.end();
            assertThat(before.counted().counts()).doesNotContainKey(CoveredCount.CLICKS.name(12));
            try (JourneyHarness after = JourneyHarness.restore(unbounded, Backend.HEAP, before.snapshot())) {
                after.watermark(NOON + LONGEST + STEP);
                assertThat(after.counted().counts()).containsEntry(CoveredCount.CLICKS.name(12), 1L);
            }
        }
    }

    /** Events of a click; adds to the recount what the log covers. */
    private List<Event> life(String id, long clicked, long logEnd, Random random) {
        List<Event> events = new ArrayList<>();
        events.add(click(id, clicked));
        boolean covered = Math.floorDiv(clicked + LONGEST + STEP - 1, STEP) * STEP <= logEnd;
        long hour = Math.floorMod(clicked / HOUR, 24L);
        add(covered, CoveredCount.CLICKS, hour, 1);
        int purchases = Math.max(0, random.nextInt(5) - 1);
        long at = clicked;
        for (int p = 0; p < purchases; p++) {
            at += random.nextLong(random.nextBoolean() ? HOUR : 4 * DAY);
            long micros = 1 + random.nextLong(90_000_000);
            events.add(purchase(id + "-p" + p, id, at, micros));
            if (at - clicked < TestSettings.GMV_ATTRIBUTION) {
                int age = age(at - clicked);
                add(covered, CoveredCount.GMV_UNITS, hour, micros / 1_000_000);
                add(covered, CoveredCount.GMV_MICROS, hour, micros % 1_000_000);
                add(covered, CoveredCount.GMV_AGE_UNITS, age, micros / 1_000_000);
                add(covered, CoveredCount.GMV_AGE_MICROS, age, micros % 1_000_000);
            }
            boolean converts = p == 0 && at - clicked < TestSettings.ATTRIBUTION;
            if (converts) {
                add(covered, CoveredCount.CONVERSIONS, hour, 1);
                add(covered, CoveredCount.PURCHASE_DELAY, age(at - clicked), 1);
            }
            if (random.nextInt(3) == 0) {
                long returned = at + random.nextLong(random.nextBoolean() ? HOUR : 4 * DAY);
                events.add(refund(id + "-r" + p, id + "-p" + p, id, returned));
                if (converts && returned - at < TestSettings.ATTRIBUTION) {
                    add(covered, CoveredCount.REFUNDS, hour, 1);
                    add(covered, CoveredCount.REFUND_DELAY, age(returned - at), 1);
                    add(covered, CoveredCount.REFUND_AGE, age(returned - clicked), 1);
                }
            }
        }
        return events;
    }

    private static int age(long delay) {
        int step = 0;
        while (step < AgeScale.LONGER && AgeScale.steps().get(step) < delay) {
            step++;
        }
        return step;
    }

    private void add(boolean covered, CoveredCount count, long place, long amount) {
        if (covered && amount > 0) {
            recount.merge(count.name((int) place), amount, Long::sum);
        }
    }

    /** What a job counts that is restored after every {@code restoreEvery} events. */
    private static Map<String, Long> play(List<Event> events, long logEnd, int restoreEvery) throws Exception {
        JourneyHarness journeys = JourneyHarness.start(BOTH, Backend.HEAP);
        try {
            for (int i = 0; i < events.size(); i++) {
                journeys.arrive(events.get(i));
                journeys.watermark(events.get(i).time());
                if ((i + 1) % restoreEvery == 0) {
                    OperatorSubtaskState state = journeys.snapshot();
                    journeys.close();
                    journeys = JourneyHarness.restore(BOTH, Backend.HEAP, state);
                }
            }
            journeys.logEnds(logEnd);
            journeys.end();
            Map<String, Long> counted = new TreeMap<>(journeys.counted().counts());
            counted.keySet()
                    .removeIf(name -> name.matches("[a-zA-Z]+\\..*") && !name.matches("(covered|waiting)\\..*"));
            counted.remove("outcomes");
            return counted;
        } finally {
            journeys.close();
        }
    }
}

package io.afterclick.job.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Arrival;
import io.afterclick.event.Event;
import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import io.afterclick.job.count.Counts;
import io.afterclick.job.journey.JourneyHarness.Backend;
import io.afterclick.job.journey.JourneyHarness.Instance;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import io.afterclick.journey.ClickState;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.Outcome;
import io.afterclick.journey.JourneyListener;
import io.afterclick.journey.JourneyMachine;
import io.afterclick.journey.delivery.Deliveries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random streams, against what a click's events alone decide, and against the operator itself under other conditions. */
final class JourneyRandomTest {

    private static final int CLICKS = 60;

    @ParameterizedTest(name = "seed {0}, {1}")
    @CsvSource({"1, tesla", "2, tesla", "3, reader", "4, reader", "5, oracle", "6, gmv-oracle"})
    void everyClickIsDecidedByItsEventsAlone(long seed, String delivery) throws Exception {
        JourneySettings settings = TestSettings.of(delivery);
        List<RandomStream.Step> stream = RandomStream.of(seed, CLICKS);
        List<String> found = new ArrayList<>();
        try (JourneyHarness journeys = JourneyHarness.start(settings, Backend.ROCKSDB)) {
            for (RandomStream.Step step : stream) {
                step.on(journeys);
                found.addAll(journeys.output());
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(truth(settings, RandomStream.events(stream)));
    }

    @ParameterizedTest(name = "seed {0}, {1}")
    @CsvSource({"11, ROCKSDB", "12, ROCKSDB", "13, ROCKSDB_WITH_HEAP_TIMERS", "14, HEAP", "15, ROCKSDB", "16, HEAP"})
    void clicksThatLeaveMemoryAndComeBackAreTheSame(long seed, Backend backend) throws Exception {
        JourneySettings ample = TestSettings.of(seed % 2 == 0 ? "tesla" : "reader");
        JourneySettings tiny = TestSettings.withCache(ample, TestSettings.TINY);
        Random random = new Random(seed);
        JourneyHarness evicting = JourneyHarness.start(tiny, backend);
        try (JourneyHarness holding = JourneyHarness.start(ample, backend)) {
            for (RandomStream.Step step : RandomStream.of(seed, CLICKS)) {
                step.on(holding);
                step.on(evicting);
                assertThat(evicting.output()).as("%s", step).isEqualTo(holding.output());
                if (random.nextInt(6) == 0) {
                    OperatorSubtaskState state = evicting.snapshot();
                    if (random.nextBoolean()) {
                        evicting.close();
                        evicting = JourneyHarness.restore(tiny, backend, state);
                    }
                }
            }
            evicting.snapshot();
            assertThat(evicting.clicksInBackend()).isZero();
            assertThat(evicting.timers()).isZero();
            assertThat(evicting.counted()).isEqualTo(holding.counted());
        } finally {
            evicting.close();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void parallelismMayChangeWhileClicksAreOpen(long seed) throws Exception {
        JourneySettings settings = TestSettings.tesla();
        Backend backend = seed % 2 == 0 ? Backend.HEAP : Backend.ROCKSDB;
        List<RandomStream.Step> stream = RandomStream.of(seed, CLICKS);
        int third = stream.size() / 3;
        List<List<String>> expected = new ArrayList<>();
        List<List<String>> found = new ArrayList<>();
        try (JourneyHarness whole = JourneyHarness.start(settings, Backend.HEAP);
                JourneyHarness one = JourneyHarness.start(settings, backend)) {
            play(stream, expected, whole);
            play(stream.subList(0, third), found, one);
            OperatorSubtaskState state = one.snapshot();
            try (JourneyHarness left = JourneyHarness.restore(settings, backend, new Instance(0, 2), 1, state);
                    JourneyHarness right = JourneyHarness.restore(settings, backend, new Instance(1, 2), 1, state)) {
                play(stream.subList(third, 2 * third), found, left, right);
                OperatorSubtaskState leftState = left.snapshot();
                OperatorSubtaskState rightState = right.snapshot();
                assertThat(left.clicksInBackend()).isPositive();
                assertThat(right.clicksInBackend()).isPositive();
                assertThat(sum(left.counted(), right.counted())).isNotEmpty();
                try (JourneyHarness again =
                        JourneyHarness.restore(settings, backend, Instance.ONLY, 2, leftState, rightState)) {
                    play(stream.subList(2 * third, stream.size()), found, again);
                    assertThat(found).isEqualTo(expected);
                    assertThat(again.counted()).isEqualTo(whole.counted());
                    again.snapshot();
                    assertThat(again.clicksInBackend()).isZero();
                    assertThat(again.timers()).isZero();
                }
            }
        }
    }

    private static Map<String, Long> sum(Tally... tallies) {
        Counts counts = new Counts();
        for (Tally tally : tallies) {
            counts.add(tally);
        }
        return counts.tally().counts();
    }

    private static void play(List<RandomStream.Step> steps, List<List<String>> output, JourneyHarness... instances)
            throws Exception {
        for (RandomStream.Step step : steps) {
            List<String> lines = new ArrayList<>();
            for (JourneyHarness instance : instances) {
                step.on(instance);
                lines.addAll(instance.output());
            }
            lines.sort(Comparator.naturalOrder());
            output.add(lines);
        }
    }

    /** Each click by itself, all its events known from the start. */
    private static List<String> truth(JourneySettings settings, List<Event> events) {
        Map<String, ClickState> clicks = new TreeMap<>();
        for (Event event : events) {
            clicks.computeIfAbsent(event.clickId(), any -> new ClickState()).add(Events.arrival(event));
        }
        JourneyMachine machine = new JourneyMachine(
                settings.windows(), Deliveries.of(settings.delivery()).deliveries(), settings.rememberClosed());
        Lines lines = new Lines();
        clicks.values().forEach(click -> machine.advance(click, Long.MAX_VALUE - 1, lines));
        return lines.lines;
    }

    private static final class Lines implements JourneyListener {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void delivered(Delivered delivered) {
            lines.add(
                    delivered instanceof Outcome outcome
                            ? Transcript.of(new SettledOutcome(outcome, true))
                            : Transcript.of(delivered));
        }

        @Override
        public void applied(EventKind kind) {
            // Counted elsewhere.
        }

        @Override
        public void outOfAttribution(EventKind kind) {
            // Counted elsewhere.
        }

        @Override
        public void refused(Arrival arrival, RefusalReason reason, String detail) {
            lines.add(Transcript.of(Refused.of(arrival, reason, detail)));
        }
    }
}

package io.afterclick.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Arrival;
import io.afterclick.event.Event;
import io.afterclick.journey.Delivered.NetOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random lives, moved by random watermarks, compared with the truth. */
class RandomJourneyTest {

    private static final int CLICKS = 400;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void journeyTellsTheTruthWhateverTheWatermarks(long seed) {
        Random random = new Random(seed);
        RandomRun run = new RandomRun(random);
        for (int click = 0; click < CLICKS; click++) {
            List<Event> events = run.nextClick();
            assertTrue(run, events, live(run, arrivals(events), random, UnaryOperator.identity()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void orderOfArrivalChangesNothing(long seed) {
        Random random = new Random(-seed);
        RandomRun run = new RandomRun(random);
        for (int click = 0; click < CLICKS / 4; click++) {
            List<Arrival> arrivals = arrivals(run.nextClick());
            Heard expected = live(run, arrivals, random, UnaryOperator.identity());
            for (int order = 0; order < 5; order++) {
                Collections.shuffle(arrivals, random);
                Heard heard = live(run, arrivals, random, UnaryOperator.identity());
                assertThat(heard.delivered).as("%s", arrivals).isEqualTo(expected.delivered);
                assertThat(heard.fates).as("%s", arrivals).isEqualTo(expected.fates);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void failuresAndRestoresChangeNothing(long seed) {
        Random random = new Random(seed * 1_000_003);
        RandomRun run = new RandomRun(random);
        for (int click = 0; click < CLICKS; click++) {
            List<Event> events = run.nextClick();
            assertTrue(
                    run,
                    events,
                    live(
                            run,
                            arrivals(events),
                            random,
                            state -> random.nextInt(3) == 0 ? Snapshots.restored(state) : state));
        }
    }

    @Test
    void randomEventsReachEverything() {
        Set<Trajectory> trajectories = EnumSet.noneOf(Trajectory.class);
        Set<String> fates = new TreeSet<>();
        seeds().forEach(seed -> {
            RandomRun run = new RandomRun(new Random(seed));
            for (int click = 0; click < CLICKS; click++) {
                Truth truth = run.truth(run.nextClick());
                truth.fates.forEach(fate -> fates.add(fate.replaceAll("[0-9]", "")));
                for (Delivered delivered : run.delivered(truth)) {
                    if (delivered instanceof NetOutcome outcome) {
                        trajectories.add(outcome.trajectory());
                    }
                }
            }
        });

        assertThat(trajectories).containsExactly(Trajectory.values());
        assertThat(fates)
                .containsExactly(
                        "DUPLICATE c",
                        "DUPLICATE p",
                        "DUPLICATE r",
                        "UNMATCHED p",
                        "UNMATCHED r",
                        "applied CLICK",
                        "applied PURCHASE",
                        "applied REFUND",
                        "out of attribution PURCHASE",
                        "out of attribution REFUND");
    }

    private static void assertTrue(RandomRun run, List<Event> events, Heard heard) {
        Truth truth = run.truth(events);
        assertThat(heard.fates)
                .as("%s with %s", events, run.windows)
                .isEqualTo(truth.fates)
                .hasSameSizeAs(events);
        assertThat(sorted(heard.delivered))
                .as("%s with %s", events, run.windows)
                .isEqualTo(sorted(run.delivered(truth)));
    }

    private static Heard live(
            RandomRun run, List<Arrival> arrivals, Random random, UnaryOperator<ClickState> betweenSteps) {
        JourneyMachine machine = run.machine();
        Heard heard = new Heard();
        ClickState state = new ClickState();
        List<Arrival> coming = new ArrayList<>(arrivals);
        long watermark = 900;
        while (!coming.isEmpty() || machine.nextTime(state) != Journey.NEVER) {
            watermark += random.nextInt(4) == 0 ? random.nextInt(150) : random.nextInt(20);
            for (Arrival arrival : List.copyOf(coming)) {
                if (arrival.event().time() <= watermark || random.nextInt(5) == 0) {
                    state.add(arrival);
                    coming.remove(arrival);
                }
            }
            state = betweenSteps.apply(state);
            machine.advance(state, watermark, heard);
            assertThat(machine.nextTime(state)).isGreaterThan(watermark);
            state = betweenSteps.apply(state);
        }
        assertThat(state.isEmpty()).isTrue();
        return heard;
    }

    private static List<Arrival> arrivals(List<Event> events) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Event event : events) {
            arrivals.add(Events.arrival(event, arrivals.size() + 1));
        }
        return arrivals;
    }

    private static List<Delivered> sorted(List<Delivered> delivered) {
        return delivered.stream()
                .sorted(Comparator.comparing(Delivered::toString))
                .toList();
    }
}

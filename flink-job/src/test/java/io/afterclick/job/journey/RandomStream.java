package io.afterclick.job.journey;

import io.afterclick.event.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A seeded stream of events as a source would hand them over: in disorder within a bound, with duplicates, strays and
 * records that come too late to count, and with the watermark behind them. Steps are small, so that tests can stop after
 * any.
 */
final class RandomStream {

    private static final long DISORDER = 20 * Events.MINUTE;

    /** What arrives, and how far event time has then come. */
    record Step(List<Event> events, long watermark) {

        void on(JourneyHarness harness) throws Exception {
            for (Event event : events) {
                harness.arrive(event);
            }
            harness.watermark(watermark);
        }
    }

    private record Arriving(Event event, long at) {}

    private final Random random;
    private final List<Event> events = new ArrayList<>();

    private RandomStream(long seed) {
        this.random = new Random(seed);
    }

    static List<Step> of(long seed, int clicks) {
        RandomStream stream = new RandomStream(seed);
        for (int click = 0; click < clicks; click++) {
            stream.click("click-" + click, Events.NOON + stream.within(2 * Events.DAY));
        }
        return stream.steps();
    }

    /** All events of the stream, as they arrive. */
    static List<Event> events(List<Step> steps) {
        return steps.stream().flatMap(step -> step.events().stream()).toList();
    }

    private void click(String id, long time) {
        add(Events.click(id, time));
        int purchases = Math.max(0, random.nextInt(6) - 2);
        for (int p = 0; p < purchases; p++) {
            long bought = time + within(random.nextBoolean() ? Events.HOUR : 5 * Events.DAY) - 5 * Events.MINUTE;
            String purchase = id + "-p" + p;
            add(Events.purchase(purchase, id, bought, 1 + within(90_000_000)));
            if (random.nextInt(3) == 0) {
                long returned = bought + within(random.nextBoolean() ? Events.HOUR : 4 * Events.DAY);
                add(Events.refund(purchase + "-r", purchase, id, returned));
            }
        }
        if (random.nextInt(8) == 0) {
            add(Events.refund(id + "-stray", "nothing", id, time + within(Events.DAY)));
            add(Events.purchase(id + "-stray", "never-" + id, time + within(Events.DAY)));
        }
    }

    private void add(Event event) {
        events.add(event);
        if (random.nextInt(10) == 0) {
            events.add(event);
        }
    }

    private List<Step> steps() {
        List<Event> arrivals = events.stream()
                .map(event -> new Arriving(event, event.time() + within(DISORDER)))
                .sorted(Comparator.comparingLong(Arriving::at))
                .map(Arriving::event)
                .toList();
        List<Step> steps = new ArrayList<>();
        long greatest = Long.MIN_VALUE;
        for (int from = 0; from < arrivals.size(); ) {
            int to = Math.min(arrivals.size(), from + 1 + random.nextInt(8));
            for (Event event : arrivals.subList(from, to)) {
                greatest = Math.max(greatest, event.time());
            }
            steps.add(new Step(arrivals.subList(from, to), greatest - DISORDER - 1));
            from = to;
        }
        // Windows close step by step, too.
        for (int day = 1; day <= 12; day++) {
            steps.add(new Step(List.of(), greatest + day * Events.DAY));
        }
        return steps;
    }

    private long within(long bound) {
        return random.nextLong(bound);
    }
}

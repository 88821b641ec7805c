package io.afterclick.journey;

import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.Features;
import io.afterclick.event.Origin;
import io.afterclick.event.Purchase;
import io.afterclick.event.RawRecord;
import io.afterclick.event.Refund;
import io.afterclick.journey.delivery.Deliveries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A seeded stream of many clicks with what follows them, and what becomes of it: everything that is delivered, and the
 * fate of every event, by click.
 */
final class LivedStream {

    /** Every delivery there is. */
    static final String ALL =
            String.join("+", Deliveries.names()) + "+" + Deliveries.SCORE_REQUESTS + "+" + Deliveries.LIVES;

    static final long DISORDER = 30 * Moments.MINUTE;

    private static final int WATERMARK_EVERY = 7;

    /** What became of one click's events. */
    record Told(List<Delivered> delivered, List<String> fates) {}

    private LivedStream() {}

    /** Events in the order of their times; ids begin with that of their click. */
    static List<Event> random(Random random, int clicks) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < clicks; i++) {
            String id = "c" + i;
            long time = Moments.CLICKED + random.nextLong(2 * Moments.DAY);
            events.add(new Click(id, "u" + random.nextInt(9), "i", time, null, Features.of(List.of("f" + i))));
            for (int p = random.nextInt(4); p > 0; p--) {
                long bought = time + delay(random, 8 * Moments.DAY);
                events.add(new Purchase(id + "-p" + p, id, bought, random.nextInt(1_000_000)));
                for (int r = random.nextInt(3); r > 0; r--) {
                    long returned = bought + delay(random, 4 * Moments.DAY);
                    events.add(new Refund(id + "-r" + p + r, id + "-p" + p, id, returned, random.nextInt(500_000)));
                }
            }
            if (random.nextInt(6) == 0) {
                events.add(new Refund(id + "-stray", "nothing", id, time + delay(random, Moments.DAY), 1));
            }
        }
        return sorted(events);
    }

    private static long delay(Random random, long most) {
        return random.nextBoolean() ? random.nextLong(20 * Moments.MINUTE) : random.nextLong(most);
    }

    static List<Event> sorted(List<Event> events) {
        return events.stream().sorted(Comparator.comparingLong(Event::time)).toList();
    }

    /** The same events as they may arrive: none is later than the allowed disorder. */
    static List<Event> disordered(List<Event> events, Random random) {
        record Arriving(Event event, long at) {}
        return events.stream()
                .map(event -> new Arriving(event, event.time() + random.nextLong(DISORDER)))
                .sorted(Comparator.comparingLong(Arriving::at))
                .map(Arriving::event)
                .toList();
    }

    /** What becomes of events that arrive in this order, the watermark the allowed disorder behind them. */
    static Map<String, Told> live(String deliveries, List<Event> arrivals) {
        Deliveries named = Deliveries.of(deliveries);
        JourneyMachine machine = new JourneyMachine(Windows.tracking(named.tracked()), named.deliveries(), 0);
        Map<String, ClickState> clicks = new TreeMap<>();
        Map<String, Heard> heard = new TreeMap<>();
        long greatest = Long.MIN_VALUE;
        long line = 0;
        for (Event event : arrivals) {
            RawRecord raw = new RawRecord(Origin.ofFile("events", ++line, line, 1), new byte[1]);
            clicks.computeIfAbsent(event.clickId(), any -> new ClickState()).add(new Arrival(event, raw));
            heard.computeIfAbsent(event.clickId(), any -> new Heard());
            greatest = Math.max(greatest, event.time());
            if (line % WATERMARK_EVERY == 0) {
                advance(machine, clicks, heard, greatest - DISORDER - 1);
            }
        }
        advance(machine, clicks, heard, Long.MAX_VALUE - 1);
        return heard.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new Told(entry.getValue().delivered, entry.getValue().fates),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static void advance(
            JourneyMachine machine, Map<String, ClickState> clicks, Map<String, Heard> heard, long time) {
        clicks.forEach((id, state) -> machine.advance(state, time, heard.getOrDefault(id, new Heard())));
    }
}

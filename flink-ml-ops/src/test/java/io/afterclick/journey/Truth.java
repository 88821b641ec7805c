package io.afterclick.journey;

import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.EventOrder;
import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must become of all events of one click id, worked out at once from the complete list. It knows the definitions and
 * shares no code with the journey.
 */
final class Truth {

    /** What became of the events, in total order, in the words of {@link Heard#fates}. */
    final List<String> fates = new ArrayList<>();

    /** The click's lives: a click that was closed and forgotten may happen again. */
    final List<TrueLife> lives = new ArrayList<>();

    private final JourneyWindows windows;
    private final long followedAtLeast;
    private final long rememberClosed;
    private final List<Event> events;

    /** @param followedAtLeast how long a journey stays open after its click because of a delivery that waits */
    Truth(JourneyWindows windows, long followedAtLeast, long rememberClosed, List<Event> events) {
        this.windows = windows;
        this.followedAtLeast = followedAtLeast;
        this.rememberClosed = rememberClosed;
        this.events = events.stream().sorted(EventOrder.INSTANCE).toList();
        int next = 0;
        while (next < events.size()) {
            Event event = this.events.get(next);
            if (event instanceof Click click) {
                next = live(click, next);
            } else {
                fates.add("UNMATCHED " + event.id());
                next++;
            }
        }
    }

    /** Tells the life of a click that is event number {@code at}; returns the number of the first event after it. */
    private int live(Click click, int at) {
        List<Event> rest = events.subList(at + 1, events.size());
        long horizon = click.time() + windows.purchaseHorizon();
        Map<String, Purchase> attributed = new LinkedHashMap<>();
        for (Event event : rest) {
            if (event instanceof Purchase purchase && event.time() < horizon) {
                attributed.putIfAbsent(purchase.id(), purchase);
            }
        }
        long close = Math.max(horizon, click.time() + followedAtLeast);
        for (Purchase purchase : attributed.values()) {
            close = Math.max(close, purchase.time() + windows.refundAttribution());
        }
        fates.add("applied CLICK");
        TrueLife life = new TrueLife(click, windows, List.copyOf(attributed.values()));
        lives.add(life);
        int next = at + 1;
        Set<String> purchasesSeen = new HashSet<>();
        Set<String> refundsSeen = new HashSet<>();
        for (; next < events.size() && events.get(next).time() <= close; next++) {
            fates.add(fate(events.get(next), life, attributed, purchasesSeen, refundsSeen));
        }
        for (;
                rememberClosed > 0 && next < events.size() && events.get(next).time() <= close + rememberClosed;
                next++) {
            Event event = events.get(next);
            fates.add(event instanceof Click ? "DUPLICATE " + event.id() : "out of attribution " + event.kind());
        }
        return next;
    }

    private String fate(
            Event event,
            TrueLife life,
            Map<String, Purchase> attributed,
            Set<String> purchasesSeen,
            Set<String> refundsSeen) {
        if (event instanceof Purchase) {
            if (!purchasesSeen.add(event.id())) {
                return "DUPLICATE " + event.id();
            }
            return (attributed.containsKey(event.id()) ? "applied " : "out of attribution ") + event.kind();
        }
        if (event instanceof Refund refund) {
            if (refundsSeen.contains(refund.id())) {
                return "DUPLICATE " + refund.id();
            }
            if (!purchasesSeen.contains(refund.purchaseId())) {
                return "UNMATCHED " + refund.id();
            }
            refundsSeen.add(refund.id());
            Purchase purchase = attributed.get(refund.purchaseId());
            if (purchase != null && refund.time() - purchase.time() < windows.refundAttribution()) {
                life.refunds
                        .computeIfAbsent(purchase.id(), id -> new ArrayList<>())
                        .add(refund);
                return "applied REFUND";
            }
            return "out of attribution REFUND";
        }
        return "DUPLICATE " + event.id();
    }

    /** A click with what is attributed to it. */
    static final class TrueLife {

        final Click click;
        final JourneyWindows windows;
        final List<Purchase> purchases;
        final Map<String, List<Refund>> refunds = new HashMap<>();

        TrueLife(Click click, JourneyWindows windows, List<Purchase> purchases) {
            this.click = click;
            this.windows = windows;
            this.purchases = purchases;
        }

        List<Refund> refundsOf(Purchase purchase) {
            return refunds.getOrDefault(purchase.id(), List.of());
        }
    }
}

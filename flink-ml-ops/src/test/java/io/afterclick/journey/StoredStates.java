package io.afterclick.journey;

import static io.afterclick.journey.Moments.CLICKED;
import static io.afterclick.journey.Moments.DAY;
import static io.afterclick.journey.Moments.HOUR;
import static io.afterclick.journey.Moments.MINUTE;

import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.Features;
import io.afterclick.event.Origin;
import io.afterclick.event.Purchase;
import io.afterclick.event.RawRecord;
import io.afterclick.event.Refund;
import io.afterclick.journey.JourneyWindows.Tracked;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** States of click {@code c1} whose bytes are kept for ever. Never change one; add another. */
final class StoredStates {

    private static final JourneyWindows WINDOWS =
            new JourneyWindows(3 * DAY, 2 * DAY, 15 * MINUTE, 0, DAY, Tracked.BOTH);

    private StoredStates() {}

    static Map<String, ClickState> all() {
        Map<String, ClickState> all = new LinkedHashMap<>();
        all.put("empty", new ClickState());
        all.put("waiting", waiting());
        all.put("open", open());
        all.put("open-with-many-features", openWithManyFeatures());
        all.put("closed", closed());
        return all;
    }

    /** A row with all its events, a record from a topic, and numbers and texts at their limits. */
    private static ClickState waiting() {
        ClickState state = new ClickState();
        RawRecord row = new RawRecord(Origin.ofFile("größe/衣服.txt", 7, 1_000, 99), new byte[] {0, -1, 127, -128});
        RawRecord message = new RawRecord(new Origin("refunds", 3, Origin.NO_LINE, Long.MAX_VALUE, 0), new byte[0]);
        state.add(new Arrival(new Click("c1", "", "\uD83D\uDE00", CLICKED, null, Features.NONE), row));
        state.add(new Arrival(new Purchase("p1", "c1", CLICKED, Long.MAX_VALUE), row));
        state.add(new Arrival(new Refund("", "p1", "c1", Long.MAX_VALUE, 0), row));
        state.add(new Arrival(new Refund("r2", "", "c1", Long.MIN_VALUE, 1), message));
        return state;
    }

    /** Purchases with and without refunds, events out of attribution, and one that waits. */
    private static ClickState open() {
        ClickState state = new ClickState();
        add(state, new Click("c1", "u1", "i1", CLICKED, "search", Features.of(List.of("red", "", "größe 42"))));
        add(state, new Purchase("p1", "c1", CLICKED + HOUR, 12_500_000));
        add(state, new Refund("r1", "p1", "c1", CLICKED + HOUR, 1));
        add(state, new Refund("r2", "p1", "c1", CLICKED + 2 * HOUR, 2_000_000));
        add(state, new Purchase("p2", "c1", CLICKED + 3 * DAY - 1, 0));
        add(state, new Purchase("p3", "c1", CLICKED + 3 * DAY, 5));
        add(state, new Refund("r3", "p1", "c1", CLICKED + 3 * DAY + 1, 5));
        add(state, new Refund("r4", "p2", "c1", CLICKED + 4 * DAY, 5));
        return advanced(state, CLICKED + 3 * DAY + HOUR, 0);
    }

    private static ClickState openWithManyFeatures() {
        ClickState state = new ClickState();
        add(state, new Click("c1", "u1", "i1", CLICKED, "", Features.of(Collections.nCopies(500, "é"))));
        return advanced(state, CLICKED, 0);
    }

    private static ClickState closed() {
        ClickState state = new ClickState();
        add(state, new Click("c1", "u1", "i1", CLICKED, null, Features.NONE));
        return advanced(state, CLICKED + 3 * DAY, DAY);
    }

    private static void add(ClickState state, Event event) {
        state.add(Events.arrival(event, state.waiting().size() + 1));
    }

    private static ClickState advanced(ClickState state, long time, long rememberClosed) {
        new JourneyMachine(WINDOWS, List.of(), rememberClosed).advance(state, time, new Heard());
        return state;
    }

    /** Everything that a state holds, to compare states by. */
    static String describe(ClickState state) {
        StringBuilder text = new StringBuilder();
        for (Arrival arrival : state.waiting()) {
            RawRecord raw = arrival.raw();
            text.append("waiting ").append(arrival.event()).append(" of ").append(raw.origin());
            text.append(" + ")
                    .append(raw.origin().length())
                    .append(Arrays.toString(raw.bytes()))
                    .append('\n');
        }
        text.append("remembered until ").append(state.rememberedUntil()).append('\n');
        Journey journey = state.journey();
        if (journey != null) {
            text.append(journey.click()).append('\n').append(journey.windows()).append('\n');
            text.append("clock ").append(journey.clock()).append('\n');
            for (AttributedPurchase purchase : journey.purchases()) {
                text.append(purchase.purchase()).append(purchase.refunds()).append('\n');
            }
            text.append(journey.outsiders()).append('\n');
        }
        return text.toString();
    }
}

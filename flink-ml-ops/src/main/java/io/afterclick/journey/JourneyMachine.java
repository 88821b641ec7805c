package io.afterclick.journey;

import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.RefusalReason;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Moves a click's state through event time: events in total order, and at equal time events before wake-ups. Time is an
 * argument. Stateless apart from its settings, so one machine serves all clicks of a thread.
 */
public final class JourneyMachine {

    private final JourneyWindows windows;
    private final List<Delivery> deliveries;
    private final long rememberClosed;

    /**
     * @param windows for journeys that open from now on; open ones keep theirs
     * @param deliveries asked in this order
     * @param rememberClosed milliseconds for which a closed click is remembered, 0 for not at all
     */
    public JourneyMachine(JourneyWindows windows, List<Delivery> deliveries, long rememberClosed) {
        if (rememberClosed < 0) {
            throw new IllegalArgumentException(
                    "time to remember closed clicks: expected 0 ms or more, found " + rememberClosed + " ms");
        }
        this.windows = windows;
        this.deliveries = List.copyOf(deliveries);
        this.rememberClosed = rememberClosed;
    }

    public JourneyWindows windows() {
        return windows;
    }

    /** When the state wants to be moved again, in milliseconds, or {@link Journey#NEVER}. */
    public long nextTime(ClickState state) {
        return Math.min(state.firstWaitingTime(), nextWakeUp(state));
    }

    /** Applies everything up to and including {@code time}; what comes out is told to {@code listener}. */
    public void advance(ClickState state, long time, JourneyListener listener) {
        Consumer<Delivered> out = listener::delivered;
        while (true) {
            long event = state.firstWaitingTime();
            long wakeUp = nextWakeUp(state);
            long next = Math.min(event, wakeUp);
            if (next > time || next == Journey.NEVER) {
                return;
            }
            if (event <= wakeUp) {
                apply(state, state.takeFirstWaiting(), listener, out);
            } else {
                wakeUp(state, wakeUp, listener, out);
            }
        }
    }

    private long nextWakeUp(ClickState state) {
        Journey journey = state.journey();
        if (journey == null) {
            return state.rememberedUntil() == ClickState.NOT_CLOSED ? Journey.NEVER : state.rememberedUntil();
        }
        long end = journey.openUntil();
        long next = nextDelivery(journey);
        // A delivery may wait longer than the last window: complete labels on a delayed clock do.
        return end > journey.clock() ? Math.min(end, next) : next;
    }

    private void apply(ClickState state, Arrival arrival, JourneyListener listener, Consumer<Delivered> out) {
        Event event = arrival.event();
        Journey journey = state.journey();
        if (journey != null) {
            settle(journey, journey.apply(event), arrival, listener, out);
        } else if (state.rememberedUntil() != ClickState.NOT_CLOSED) {
            settleAfterClose(arrival, listener);
        } else if (event instanceof Click click) {
            Journey opened = new Journey(click, windows);
            state.open(opened);
            settle(opened, Verdict.APPLIED, arrival, listener, out);
        } else {
            listener.refused(
                    arrival,
                    RefusalReason.UNMATCHED,
                    "expected an open click " + event.clickId() + " at or before the " + describe(event)
                            + ", found none");
        }
    }

    private void settle(
            Journey journey, Verdict verdict, Arrival arrival, JourneyListener listener, Consumer<Delivered> out) {
        Event event = arrival.event();
        switch (verdict) {
            case APPLIED -> {
                listener.applied(event.kind());
                for (Delivery delivery : deliveries) {
                    delivery.onEvent(journey, event, out);
                }
            }
            case OUT_OF_ATTRIBUTION -> listener.outOfAttribution(event.kind());
            case DUPLICATE ->
                listener.refused(
                        arrival, RefusalReason.DUPLICATE, "expected a new id, found " + describe(event) + " again");
            case UNMATCHED ->
                listener.refused(
                        arrival,
                        RefusalReason.UNMATCHED,
                        "expected a purchase of click " + event.clickId() + " for the " + describe(event)
                                + ", found none");
        }
    }

    private static void settleAfterClose(Arrival arrival, JourneyListener listener) {
        Event event = arrival.event();
        if (event instanceof Click) {
            listener.refused(
                    arrival,
                    RefusalReason.DUPLICATE,
                    "expected a new id, found " + describe(event) + " again after it was closed");
        } else {
            listener.outOfAttribution(event.kind());
        }
    }

    private void wakeUp(ClickState state, long time, JourneyListener listener, Consumer<Delivered> out) {
        Journey journey = state.journey();
        if (journey == null) {
            state.forget();
            return;
        }
        for (Delivery delivery : deliveries) {
            if (delivery.nextWakeUp(journey, journey.clock()) == time) {
                delivery.onWakeUp(journey, time, out);
            }
        }
        journey.advanceClock(time);
        if (nextWakeUp(state) == Journey.NEVER) {
            listener.closed(journey);
            state.close(rememberClosed == 0 ? ClickState.NOT_CLOSED : time + rememberClosed);
        }
    }

    private long nextDelivery(Journey journey) {
        long next = Journey.NEVER;
        for (Delivery delivery : deliveries) {
            next = Math.min(next, delivery.nextWakeUp(journey, journey.clock()));
        }
        return next;
    }

    private static String describe(Event event) {
        return event.kind().name().toLowerCase(Locale.ROOT) + " " + event.id();
    }
}

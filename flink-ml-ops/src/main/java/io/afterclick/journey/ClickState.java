package io.afterclick.journey;

import io.afterclick.event.Arrival;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is held for one click id: events that wait for their time, the open journey, and a marker that it was closed.
 * Written to and read from state by {@link ClickStateCodec}; moved through time by {@link JourneyMachine}.
 */
public final class ClickState {

    static final long NOT_CLOSED = Long.MIN_VALUE;

    private List<Arrival> waiting = List.of();
    private @Nullable Journey journey;
    private long rememberedUntil = NOT_CLOSED;

    /** Adds an event that waits until the watermark has passed its time. */
    public void add(Arrival arrival) {
        if (waiting.isEmpty()) {
            waiting = new ArrayList<>(2);
        }
        int at = Collections.binarySearch(waiting, arrival);
        waiting.add(at < 0 ? -at - 1 : at + 1, arrival);
    }

    /** True if nothing is held any more and the state can be forgotten. */
    public boolean isEmpty() {
        return waiting.isEmpty() && journey == null && rememberedUntil == NOT_CLOSED;
    }

    /** The open journey, or null before the click was applied and after the last window closed. */
    public @Nullable Journey journey() {
        return journey;
    }

    /** Events that wait for their time, in total order. */
    public List<Arrival> waiting() {
        return Collections.unmodifiableList(waiting);
    }

    Arrival takeFirstWaiting() {
        return waiting.remove(0);
    }

    long firstWaitingTime() {
        return waiting.isEmpty() ? Journey.NEVER : waiting.get(0).event().time();
    }

    void open(Journey opened) {
        journey = opened;
        rememberedUntil = NOT_CLOSED;
    }

    void close(long rememberUntil) {
        journey = null;
        rememberedUntil = rememberUntil;
    }

    void forget() {
        rememberedUntil = NOT_CLOSED;
    }

    /** Until when it is remembered that the click was closed, or {@link #NOT_CLOSED}. */
    long rememberedUntil() {
        return rememberedUntil;
    }
}

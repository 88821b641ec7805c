package io.afterclick.journey;

import io.afterclick.event.Event;
import java.util.function.Consumer;

/**
 * Decides what is delivered when. A delivery holds no state: what it gives away is a function of the journey and of the
 * instants at which it asked to be woken.
 *
 * <p>Order of calls for one journey: {@link #onEvent} for each event that was applied, the click first, in total order;
 * {@link #onWakeUp} at each instant that {@link #nextWakeUp} named, after the events of that instant.
 */
public interface Delivery {

    /** As settings and samples name it. */
    String name();

    /**
     * The earliest instant strictly after {@code after} at which to be woken, or {@link Journey#NEVER}; asked anew after
     * every event and wake-up.
     */
    long nextWakeUp(Journey journey, long after);

    /** An event has just been applied. */
    void onEvent(Journey journey, Event event, Consumer<Delivered> out);

    /** The journey has come to {@code time}, and all events up to it are applied. */
    void onWakeUp(Journey journey, long time, Consumer<Delivered> out);
}

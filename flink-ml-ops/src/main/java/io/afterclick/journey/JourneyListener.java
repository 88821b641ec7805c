package io.afterclick.journey;

import io.afterclick.event.Arrival;
import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;

/** Hears what becomes of events. Every event that was offered is applied, out of attribution, or refused. */
public interface JourneyListener {

    void delivered(Delivered delivered);

    void applied(EventKind kind);

    void outOfAttribution(EventKind kind);

    void refused(Arrival arrival, RefusalReason reason, String detail);

    /** Nothing can happen to the journey any more, and it is about to be forgotten; each journey once. */
    default void closed(Journey journey) {}
}

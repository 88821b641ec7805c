package io.afterclick.event;

import org.jspecify.annotations.Nullable;

/**
 * A record that was not applied: a dead letter.
 *
 * @param kind what it was meant to be
 * @param detail what was expected and what was found, in one line
 * @param time event time in milliseconds, or null if it could not be read
 * @param id own identity, or null if it could not be read
 * @param clickId the click it refers to, or null if it could not be read
 */
public record Refused(
        EventKind kind,
        RefusalReason reason,
        String detail,
        @Nullable Long time,
        @Nullable String id,
        @Nullable String clickId,
        RawRecord raw) {

    /** Refuses an event that could be read. */
    public static Refused of(Arrival arrival, RefusalReason reason, String detail) {
        Event event = arrival.event();
        return new Refused(event.kind(), reason, detail, event.time(), event.id(), event.clickId(), arrival.raw());
    }

    /** The same without the record's bytes; its origin still tells where they are, and how many. */
    public Refused withoutBytes() {
        return new Refused(kind, reason, detail, time, id, clickId, new RawRecord(raw.origin(), new byte[0]));
    }
}

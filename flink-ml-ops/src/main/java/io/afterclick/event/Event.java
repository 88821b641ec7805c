package io.afterclick.event;

/** Something that happened to a click, in event time. */
public sealed interface Event permits Click, Purchase, Refund {

    /** The click that this belongs to; the key of all state. */
    String clickId();

    /** Own identity: of the click, the purchase or the refund. */
    String id();

    /** When it happened, in milliseconds since 1970-01-01T00:00Z. */
    long time();

    EventKind kind();
}

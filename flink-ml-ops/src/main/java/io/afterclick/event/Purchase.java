package io.afterclick.event;

/**
 * A purchase that followed a click.
 *
 * @param time milliseconds since 1970-01-01T00:00Z
 * @param amountMicros what was paid, in millionths of the major currency unit, never negative
 */
public record Purchase(String id, String clickId, long time, long amountMicros) implements Event {

    @Override
    public EventKind kind() {
        return EventKind.PURCHASE;
    }
}

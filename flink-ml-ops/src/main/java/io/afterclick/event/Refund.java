package io.afterclick.event;

/**
 * All or part of a purchase was paid back.
 *
 * @param time milliseconds since 1970-01-01T00:00Z
 * @param amountMicros what was paid back, in millionths of the major currency unit, never negative
 */
public record Refund(String id, String purchaseId, String clickId, long time, long amountMicros) implements Event {

    @Override
    public EventKind kind() {
        return EventKind.REFUND;
    }
}

package io.afterclick.event;

import org.jspecify.annotations.Nullable;

/**
 * A user clicked on an item.
 *
 * @param time milliseconds since 1970-01-01T00:00Z
 * @param scene where the click happened, or null if unknown
 * @param features categorical features in the order that the run declares
 */
public record Click(
        String id,
        String userId,
        String itemId,
        long time,
        @Nullable String scene,
        Features features) implements Event {

    @Override
    public String clickId() {
        return id;
    }

    @Override
    public EventKind kind() {
        return EventKind.CLICK;
    }
}

package io.afterclick.event;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The total order in which events are applied: event time, then kind (click, purchase, refund), then id, then content.
 * Two events that compare as equal are the same to every consumer, so results do not depend on arrival.
 */
public enum EventOrder implements Comparator<Event> {
    INSTANCE;

    private static final Comparator<@Nullable String> SCENES = Comparator.nullsFirst(Comparator.naturalOrder());

    @Override
    public int compare(Event a, Event b) {
        int order = Long.compare(a.time(), b.time());
        if (order == 0) {
            order = a.kind().compareTo(b.kind());
        }
        if (order == 0) {
            order = a.id().compareTo(b.id());
        }
        if (order == 0) {
            order = a.clickId().compareTo(b.clickId());
        }
        return order == 0 ? compareContent(a, b) : order;
    }

    private static int compareContent(Event a, Event b) {
        if (a instanceof Click x && b instanceof Click y) {
            return compareClicks(x, y);
        }
        if (a instanceof Purchase x && b instanceof Purchase y) {
            return Long.compare(x.amountMicros(), y.amountMicros());
        }
        if (a instanceof Refund x && b instanceof Refund y) {
            int order = x.purchaseId().compareTo(y.purchaseId());
            return order == 0 ? Long.compare(x.amountMicros(), y.amountMicros()) : order;
        }
        throw new IllegalStateException("Events of different kinds have no common content: " + a + ", " + b);
    }

    private static int compareClicks(Click x, Click y) {
        int order = x.userId().compareTo(y.userId());
        if (order == 0) {
            order = x.itemId().compareTo(y.itemId());
        }
        if (order == 0) {
            order = SCENES.compare(x.scene(), y.scene());
        }
        return order == 0
                ? Arrays.compareUnsigned(x.features().packed(), y.features().packed())
                : order;
    }
}

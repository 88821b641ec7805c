package io.afterclick.journey;

import static io.afterclick.journey.Moments.CLICKED;

import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.Features;
import io.afterclick.event.Money;
import io.afterclick.event.Origin;
import io.afterclick.event.Purchase;
import io.afterclick.event.RawRecord;
import io.afterclick.event.Refund;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Events of one click, {@code c1}, and the records that carry them. */
final class Events {

    static final String CLICK_ID = "c1";

    private static final Features FEATURES = Features.of(List.of("red", "", "42"));

    private Events() {}

    static Click click() {
        return clickAt(CLICKED);
    }

    static Click clickAt(long time) {
        return new Click(CLICK_ID, "u1", "i1", time, null, FEATURES);
    }

    static Purchase purchase(long time) {
        return purchase("p1", time, "100");
    }

    static Purchase purchase(String id, long time, String amount) {
        return new Purchase(id, CLICK_ID, time, Money.parse(amount));
    }

    static Refund refund(long time) {
        return refund("r1", "p1", time, "100");
    }

    static Refund refund(String id, String purchaseId, long time, String amount) {
        return new Refund(id, purchaseId, CLICK_ID, time, Money.parse(amount));
    }

    /** The event as line {@code line} of a file. */
    static Arrival arrival(Event event, int line) {
        byte[] bytes = event.toString().getBytes(StandardCharsets.UTF_8);
        return new Arrival(event, new RawRecord(Origin.ofFile("events.csv", line, line * 100L, bytes.length), bytes));
    }
}

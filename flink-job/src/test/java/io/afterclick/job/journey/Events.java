package io.afterclick.job.journey;

import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.Features;
import io.afterclick.event.Origin;
import io.afterclick.event.Purchase;
import io.afterclick.event.RawRecord;
import io.afterclick.event.Refund;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Instants and events of scripted journeys. Times are milliseconds; ids are those that a test gives. */
final class Events {

    static final long SECOND = 1_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    /** When stories begin. */
    static final long NOON = Instant.parse("2025-05-01T12:00:00Z").toEpochMilli();

    private Events() {}

    static Click click(String id, long time) {
        return new Click(id, "user-of-" + id, "item", time, null, Features.of(List.of("red", "42")));
    }

    static Purchase purchase(String id, String clickId, long time) {
        return purchase(id, clickId, time, 10_000_000);
    }

    static Purchase purchase(String id, String clickId, long time, long micros) {
        return new Purchase(id, clickId, time, micros);
    }

    static Refund refund(String id, String purchaseId, String clickId, long time) {
        return new Refund(id, purchaseId, clickId, time, 4_000_000);
    }

    /** The event as a record of its own; where it came from follows from what it is. */
    static Arrival arrival(Event event) {
        String text = event.kind() + " " + event.id();
        Origin origin = Origin.ofFile(event.kind().plural() + ".csv", 7, event.time() - NOON, text.length() + 1);
        return new Arrival(event, new RawRecord(origin, text.getBytes(StandardCharsets.UTF_8)));
    }
}

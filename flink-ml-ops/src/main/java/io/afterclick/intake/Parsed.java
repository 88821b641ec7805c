package io.afterclick.intake;

import io.afterclick.event.Arrival;
import io.afterclick.event.EventKind;
import io.afterclick.event.RawRecord;
import io.afterclick.event.Refused;
import java.util.List;

/**
 * What one record held: events of one click, and parts that cannot be taken.
 *
 * @param arrivals events, the one that places the record in time first; empty if nothing could be taken
 * @param refused what became a dead letter already
 */
public record Parsed(List<Arrival> arrivals, List<Refused> refused) {

    static Parsed nothing(RawRecord raw) {
        return new Parsed(List.of(), List.of());
    }

    static Parsed of(Arrival arrival) {
        return new Parsed(List.of(arrival), List.of());
    }

    static Parsed refused(EventKind kind, RefusedRecordException reason, RawRecord raw) {
        return new Parsed(
                List.of(), List.of(new Refused(kind, reason.reason(), reason.detail(), null, null, null, raw)));
    }
}

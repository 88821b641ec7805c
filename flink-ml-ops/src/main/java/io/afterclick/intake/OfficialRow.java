package io.afterclick.intake;

import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.event.EventKind;
import io.afterclick.event.Features;
import io.afterclick.event.Purchase;
import io.afterclick.event.RawRecord;
import io.afterclick.event.Refund;
import io.afterclick.event.Refused;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of an official file: a click together with its future. Such rows have no ids: the click's is its row number, a
 * purchase's and a refund's the click's with their place in the row's list, all zero-padded so that ties keep the file's
 * order.
 */
final class OfficialRow {

    /** An amount that was read, or the reason why its purchase cannot be taken. */
    interface Amount {
        long micros() throws RefusedRecordException;
    }

    private static final int ROW_DIGITS = 10;
    private static final int PLACE_DIGITS = 4;

    private final RawRecord raw;
    private final EventRules rules;
    private final String clickId;
    private final List<Arrival> arrivals = new ArrayList<>(3);
    private final List<Refused> refused = new ArrayList<>(0);

    /** @param row number of the row in the file, from 0, headers not counted */
    OfficialRow(RawRecord raw, EventRules rules, long row) {
        this.raw = raw;
        this.rules = rules;
        this.clickId = padded(row, ROW_DIGITS);
    }

    void click(long time, Features features) throws RefusedRecordException {
        rules.time("click time", time);
        arrivals.add(new Arrival(new Click(clickId, "", "", time, null, features), raw));
    }

    void purchase(int place, long time, Amount amount) {
        String id = purchaseId(place);
        try {
            rules.time("purchase time", time);
            long amountMicros = rules.amount("purchase amount", amount.micros());
            arrivals.add(new Arrival(new Purchase(id, clickId, time, amountMicros), raw));
        } catch (RefusedRecordException e) {
            refused.add(new Refused(EventKind.PURCHASE, e.reason(), e.detail(), time, id, clickId, raw));
        }
    }

    /** A refund of the purchase at the same place, as the published code pairs them. */
    void refund(int place, long time) {
        String id = purchaseId(place);
        try {
            rules.time("refund time", time);
            arrivals.add(new Arrival(new Refund(id, id, clickId, time, 0), raw));
        } catch (RefusedRecordException e) {
            refused.add(new Refused(EventKind.REFUND, e.reason(), e.detail(), time, id, clickId, raw));
        }
    }

    Parsed parsed() {
        return new Parsed(List.copyOf(arrivals), List.copyOf(refused));
    }

    private String purchaseId(int place) {
        return clickId + "-" + padded(place, PLACE_DIGITS);
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return text.length() >= digits ? text : "0".repeat(digits - text.length()) + text;
    }
}

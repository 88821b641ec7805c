package io.afterclick.intake;

import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.EventKind;
import io.afterclick.event.Features;
import io.afterclick.event.Purchase;
import io.afterclick.event.RawRecord;
import io.afterclick.event.Refund;
import io.afterclick.event.Refused;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a valid event of a record's fields, in the order of its layout. */
final class EventAssembler {

    private final RecordLayout layout;
    private final EventRules rules;
    private final int timePlace;
    private final int clickIdPlace;
    private final int featuresFrom;

    EventAssembler(RecordLayout layout, EventRules rules) {
        this.layout = layout;
        this.rules = rules;
        this.timePlace = layout.names().indexOf(RecordLayout.TIME);
        this.clickIdPlace = layout.names().indexOf(RecordLayout.CLICK_ID);
        this.featuresFrom = layout.names().size() - layout.features().size();
    }

    /**
     * Takes or refuses a record.
     *
     * @param fields a text for each name of the layout, or null where the record has none
     */
    Parsed assemble(@Nullable String[] fields, RawRecord raw) {
        try {
            return Parsed.of(new Arrival(event(fields), raw));
        } catch (RefusedRecordException e) {
            return new Parsed(List.of(), List.of(refused(fields, e, raw)));
        }
    }

    // Whatever a rule is about has been read by then: a field that cannot be read comes before one that breaks a rule.
    private Event event(@Nullable String[] fields) throws RefusedRecordException {
        long time = EventRules.readTime(RecordLayout.TIME, fields[timePlace]);
        long amount = layout.kind() == EventKind.CLICK ? 0 : amount(fields[timePlace + 1], fields[timePlace + 2]);
        rules.time(RecordLayout.TIME, time);
        String id = id(fields, 0);
        return switch (layout.kind()) {
            case CLICK -> new Click(id, orEmpty(fields[1]), orEmpty(fields[2]), time, scene(fields), features(fields));
            case PURCHASE -> new Purchase(id, id(fields, 1), time, amount);
            case REFUND -> new Refund(id, id(fields, 1), id(fields, 2), time, amount);
        };
    }

    private String id(@Nullable String[] fields, int place) throws RefusedRecordException {
        return rules.id(layout.names().get(place), fields[place]);
    }

    private static @Nullable String scene(@Nullable String[] fields) {
        return fields[4] == null || fields[4].isEmpty() ? null : fields[4];
    }

    private Features features(@Nullable String[] fields) {
        List<String> values = new ArrayList<>(fields.length - featuresFrom);
        for (int f = featuresFrom; f < fields.length; f++) {
            values.add(orEmpty(fields[f]));
        }
        return Features.of(values);
    }

    private long amount(@Nullable String decimal, @Nullable String micros) throws RefusedRecordException {
        if (!isBlank(decimal) || isBlank(micros)) {
            return rules.amount(RecordLayout.AMOUNT, decimal);
        }
        try {
            return rules.amount(
                    RecordLayout.AMOUNT_MICROS,
                    Long.parseLong(String.valueOf(micros).strip()));
        } catch (NumberFormatException e) {
            throw RefusedRecordException.malformed(
                    RecordLayout.AMOUNT_MICROS, "a whole number", String.valueOf(micros));
        }
    }

    private Refused refused(@Nullable String[] fields, RefusedRecordException reason, RawRecord raw) {
        Long time;
        try {
            time = EventRules.readTime(RecordLayout.TIME, fields[timePlace]);
        } catch (RefusedRecordException e) {
            time = null;
        }
        String id = fields[0];
        String clickId = fields[clickIdPlace];
        return new Refused(layout.kind(), reason.reason(), reason.detail(), time, usable(id), usable(clickId), raw);
    }

    private static @Nullable String usable(@Nullable String id) {
        return isBlank(id) || orEmpty(id).length() > EventRules.LONGEST_ID ? null : id;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

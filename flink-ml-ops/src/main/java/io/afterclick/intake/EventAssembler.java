package io.afterclick.intake;

import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.Features;
import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a valid event of a record's fields, in the order of its layout. */
final class EventAssembler {

    private final RecordLayout layout;
    private final EventRules rules;
    private final int featuresFrom;

    EventAssembler(RecordLayout layout, EventRules rules) {
        this.layout = layout;
        this.rules = rules;
        this.featuresFrom = layout.names().size() - layout.features().size();
    }

    /** @param fields a text for each name of the layout, or null where the record has none */
    Event assemble(@Nullable String[] fields) throws RefusedRecordException {
        return switch (layout.kind()) {
            case CLICK -> click(fields);
            case PURCHASE -> purchase(fields);
            case REFUND -> refund(fields);
        };
    }

    private Click click(@Nullable String[] fields) throws RefusedRecordException {
        long time = rules.time(RecordLayout.TIME, fields[3]);
        String id = rules.id(RecordLayout.CLICK_ID, fields[0]);
        String scene = fields[4] == null || fields[4].isEmpty() ? null : fields[4];
        return new Click(id, orEmpty(fields[1]), orEmpty(fields[2]), time, scene, features(fields));
    }

    private Features features(@Nullable String[] fields) {
        List<String> values = new ArrayList<>(fields.length - featuresFrom);
        for (int f = featuresFrom; f < fields.length; f++) {
            values.add(orEmpty(fields[f]));
        }
        return Features.of(values);
    }

    private Purchase purchase(@Nullable String[] fields) throws RefusedRecordException {
        long time = rules.time(RecordLayout.TIME, fields[2]);
        long amount = amount(fields[3], fields[4]);
        String id = rules.id("purchase_id", fields[0]);
        return new Purchase(id, rules.id(RecordLayout.CLICK_ID, fields[1]), time, amount);
    }

    private Refund refund(@Nullable String[] fields) throws RefusedRecordException {
        long time = rules.time(RecordLayout.TIME, fields[3]);
        long amount = amount(fields[4], fields[5]);
        String id = rules.id("refund_id", fields[0]);
        String purchaseId = rules.id("purchase_id", fields[1]);
        return new Refund(id, purchaseId, rules.id(RecordLayout.CLICK_ID, fields[2]), time, amount);
    }

    private long amount(@Nullable String decimal, @Nullable String micros) throws RefusedRecordException {
        if (decimal != null || micros == null) {
            return rules.amount(RecordLayout.AMOUNT, decimal);
        }
        try {
            return rules.amount(RecordLayout.AMOUNT_MICROS, Long.parseLong(micros));
        } catch (NumberFormatException e) {
            throw RefusedRecordException.malformed(RecordLayout.AMOUNT_MICROS, "a whole number", micros);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

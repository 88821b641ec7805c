package io.afterclick.intake;

import io.afterclick.event.EventKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The named fields of one kind of record, each with its place, so that every format hands over the same row of texts.
 *
 * @param kind what the records are
 * @param names all fields in order: first those of the kind, then the features
 * @param required how many of them, from the first, a record must declare
 */
public record RecordLayout(EventKind kind, List<String> names, int required) {

    /** Field whose value is an object with features by name, in formats that nest. */
    public static final String FEATURES = "features";

    static final String CLICK_ID = "click_id";
    static final String TIME = "event_time_ms";
    static final String AMOUNT = "amount";
    static final String AMOUNT_MICROS = "amount_micros";

    private static final List<String> CLICK = List.of(CLICK_ID, "user_id", "item_id", TIME, "scene");
    private static final List<String> PURCHASE = List.of("purchase_id", CLICK_ID, TIME, AMOUNT, AMOUNT_MICROS);
    private static final List<String> REFUND =
            List.of("refund_id", "purchase_id", CLICK_ID, TIME, AMOUNT, AMOUNT_MICROS);

    /** Layout of clicks with these features. */
    public static RecordLayout ofClicks(List<String> features) {
        List<String> names = new ArrayList<>(CLICK);
        names.addAll(features);
        return new RecordLayout(EventKind.CLICK, List.copyOf(names), CLICK.size() - 1);
    }

    /** Layout of purchases or refunds. */
    public static RecordLayout of(EventKind kind) {
        return switch (kind) {
            case CLICK -> ofClicks(List.of());
            case PURCHASE -> new RecordLayout(kind, PURCHASE, PURCHASE.size() - 2);
            case REFUND -> new RecordLayout(kind, REFUND, REFUND.size() - 2);
        };
    }

    /** Features declared by a list of field names: all that are not the click's own. */
    public static List<String> featuresAmong(List<String> declared) {
        return declared.stream()
                .filter(name -> !CLICK.contains(name) && !name.equals(FEATURES))
                .toList();
    }

    /** Names of the features, in order. */
    public List<String> features() {
        return kind == EventKind.CLICK ? names.subList(CLICK.size(), names.size()) : List.of();
    }

    /** Place of each field by its name. */
    public Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (int place = 0; place < names.size(); place++) {
            places.put(names.get(place), place);
        }
        return places;
    }

    /**
     * Checks that a file declares all that is needed.
     *
     * @throws InputException naming file, expected and found fields
     */
    public void requireDeclared(String file, List<String> declared) {
        List<String> missing = new ArrayList<>();
        for (String name : names.subList(0, required)) {
            if (!declared.contains(name)) {
                missing.add(name);
            }
        }
        for (String feature : features()) {
            if (!declared.contains(feature)) {
                missing.add(feature);
            }
        }
        boolean amountMissing =
                kind != EventKind.CLICK && !declared.contains(AMOUNT) && !declared.contains(AMOUNT_MICROS);
        if (amountMissing) {
            missing.add(AMOUNT);
        }
        if (!missing.isEmpty()) {
            throw new InputException(file + ":1: expected the columns " + String.join(",", expected())
                    + ", found " + Excerpt.of(String.join(",", declared)) + " (missing: " + String.join(",", missing)
                    + ")");
        }
    }

    private List<String> expected() {
        List<String> expected = new ArrayList<>(names.subList(0, required));
        if (kind != EventKind.CLICK) {
            expected.add(AMOUNT);
        }
        expected.addAll(features());
        return expected;
    }
}

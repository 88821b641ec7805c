package io.afterclick.intake;

import io.afterclick.event.EventKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one record as texts in the places of their layout; fields that it does not name are passed over. */
final class PlacedFields implements RecordFields {

    private final RecordLayout layout;
    private final Map<String, Integer> places;
    private final int featuresFrom;
    private final @Nullable String[] texts;
    private final boolean[] given;

    /** @param places of the layout's fields by their names */
    PlacedFields(RecordLayout layout, Map<String, Integer> places) {
        this.layout = layout;
        this.places = places;
        this.texts = new @Nullable String[layout.names().size()];
        this.given = new boolean[texts.length];
        this.featuresFrom = texts.length - layout.features().size();
    }

    @Override
    public void text(String name, boolean nested, @Nullable String text) throws RefusedRecordException {
        Integer place = place(name, nested);
        if (place == null) {
            return;
        }
        if (given[place]) {
            throw RefusedRecordException.malformed("record", "each field once", name + " twice");
        }
        if (text != null) {
            Utf8.requireWhole(name, text);
        }
        given[place] = true;
        texts[place] = text;
    }

    @Override
    public void other(String name, boolean nested, String found) throws RefusedRecordException {
        boolean features = !nested && layout.kind() == EventKind.CLICK && name.equals(RecordLayout.FEATURES);
        if (features) {
            throw RefusedRecordException.malformed(name, "values by name", found);
        }
        if (place(name, nested) != null) {
            throw RefusedRecordException.malformed(name, "a text or number", found);
        }
    }

    /** A text for each name of the layout, or null where the record has none. */
    @Nullable
    String[] texts() {
        return texts;
    }

    private @Nullable Integer place(String name, boolean nested) {
        Integer place = places.get(name);
        return place != null && nested && place < featuresFrom ? null : place;
    }
}

package io.afterclick.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.afterclick.event.RawRecord;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events of JSON lines: one object a line, features as fields of their own or in an object {@code features}. */
public final class JsonParser implements RecordParser {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(4).build())
            .build();

    private final RecordLayout layout;
    private final EventAssembler assembler;
    private final Map<String, Integer> places;

    public JsonParser(RecordLayout layout, EventRules rules) {
        this.layout = layout;
        this.assembler = new EventAssembler(layout, rules);
        this.places = layout.places();
    }

    /** Names of the scalar fields of the first line that is an object, nested features included; empty without one. */
    public static List<String> declared(List<byte[]> lines) {
        for (byte[] line : lines) {
            List<String> names = declared(line);
            if (!names.isEmpty()) {
                return names;
            }
        }
        return List.of();
    }

    private static List<String> declared(byte[] line) {
        Set<String> names = new LinkedHashSet<>();
        try {
            read(line, new RecordFields() {
                @Override
                public void text(String name, boolean nested, @Nullable String text) {
                    names.add(name);
                }

                @Override
                public void other(String name, boolean nested, String found) {
                    // Only texts and numbers can be features.
                }
            });
        } catch (RefusedRecordException e) {
            return List.of();
        }
        return List.copyOf(names);
    }

    @Override
    public Parsed parse(RawRecord raw) {
        PlacedFields fields = new PlacedFields(layout, places);
        try {
            read(raw.bytes(), fields);
        } catch (RefusedRecordException e) {
            return Parsed.refused(layout.kind(), e, raw);
        }
        return assembler.assemble(fields.texts(), raw);
    }

    private static void read(byte[] line, RecordFields fields) throws RefusedRecordException {
        // Of bytes the parser would guess the encoding.
        String text = Utf8.decode(line);
        try (com.fasterxml.jackson.core.JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw RefusedRecordException.malformed("record", "a JSON object", text);
            }
            readObject(json, new CountedFields(fields), false);
            if (json.nextToken() != null) {
                throw RefusedRecordException.malformed("record", "one JSON object", text);
            }
        } catch (IOException e) {
            throw RefusedRecordException.malformed("record", "a JSON object", text);
        }
    }

    private static void readObject(com.fasterxml.jackson.core.JsonParser json, RecordFields fields, boolean nested)
            throws IOException, RefusedRecordException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            boolean features = !nested && name.equals(RecordLayout.FEATURES);
            if (value == JsonToken.VALUE_NULL) {
                fields.text(name, nested, null);
            } else if (features && value == JsonToken.START_OBJECT) {
                readObject(json, fields, true);
            } else if (!features && value.isScalarValue()) {
                fields.text(name, nested, json.getText());
            } else {
                fields.other(name, nested, value.toString());
                json.skipChildren();
            }
        }
    }
}

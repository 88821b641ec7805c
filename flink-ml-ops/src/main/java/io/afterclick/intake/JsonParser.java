package io.afterclick.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.afterclick.event.Arrival;
import io.afterclick.event.RawRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** Names of the scalar fields of a line, nested features included; empty if the line is no object. */
    public static List<String> declared(byte[] line) {
        List<String> names = new ArrayList<>();
        try {
            read(line, (name, value) -> names.add(name));
        } catch (RefusedRecordException e) {
            return List.of();
        }
        return names;
    }

    @Override
    public Parsed parse(RawRecord raw) {
        try {
            @Nullable String[] fields = new @Nullable String[layout.names().size()];
            read(raw.bytes(), (name, value) -> {
                Integer place = places.get(name);
                if (place != null) {
                    fields[place] = value;
                }
            });
            return Parsed.of(new Arrival(assembler.assemble(fields), raw));
        } catch (RefusedRecordException e) {
            return Parsed.refused(layout.kind(), e, raw);
        }
    }

    private interface Fields {
        void accept(String name, @Nullable String value);
    }

    private static void read(byte[] line, Fields fields) throws RefusedRecordException {
        Utf8.decode(line);
        try (com.fasterxml.jackson.core.JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw RefusedRecordException.malformed("record", "a JSON object", Utf8.decode(line));
            }
            readObject(json, fields, true);
            if (json.nextToken() != null) {
                throw RefusedRecordException.malformed("record", "one JSON object", Utf8.decode(line));
            }
        } catch (IOException e) {
            throw RefusedRecordException.malformed("record", "a JSON object", Utf8.decode(line));
        }
    }

    private static void readObject(com.fasterxml.jackson.core.JsonParser json, Fields fields, boolean top)
            throws IOException, RefusedRecordException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_NULL) {
                fields.accept(name, null);
            } else if (value.isScalarValue()) {
                fields.accept(name, json.getText());
            } else if (top && value == JsonToken.START_OBJECT && name.equals(RecordLayout.FEATURES)) {
                readObject(json, fields, false);
            } else {
                throw RefusedRecordException.malformed(name, "a text or number", value.toString());
            }
        }
    }
}

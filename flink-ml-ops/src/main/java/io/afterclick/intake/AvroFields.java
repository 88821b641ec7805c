package io.afterclick.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** The fields of an Avro record as texts; no class is loaded for them. */
final class AvroFields {

    private AvroFields() {}

    interface Fields {
        void accept(String name, @Nullable String value);
    }

    /** Names of the fields of a record, those of a map of features sorted. */
    static List<String> declared(Schema schema, @Nullable GenericRecord first) {
        List<String> names = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            names.add(field.name());
        }
        if (first != null && names.contains(RecordLayout.FEATURES)) {
            if (first.get(RecordLayout.FEATURES) instanceof Map<?, ?> features) {
                features.keySet().stream().map(Object::toString).sorted().forEach(names::add);
            }
        }
        return names;
    }

    static void read(GenericRecord avro, Fields fields) throws RefusedRecordException {
        for (Schema.Field field : avro.getSchema().getFields()) {
            Object value = avro.get(field.pos());
            if (value instanceof Map<?, ?> features && field.name().equals(RecordLayout.FEATURES)) {
                for (Map.Entry<?, ?> feature : features.entrySet()) {
                    fields.accept(String.valueOf(feature.getKey()), text(field.name(), feature.getValue()));
                }
            } else {
                fields.accept(field.name(), text(field.name(), value));
            }
        }
    }

    private static @Nullable String text(String name, @Nullable Object value) throws RefusedRecordException {
        if (value == null) {
            return null;
        }
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            return value instanceof Utf8 utf8 ? utf8.toString() : String.valueOf(value);
        }
        throw RefusedRecordException.malformed(
                name, "a text or number", value.getClass().getSimpleName());
    }
}

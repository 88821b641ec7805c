package io.afterclick.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The fields of an Avro record as texts; no class is loaded for them. */
final class AvroFields {

    private AvroFields() {}

    /** Reads texts as the bytes that they are, and decimals as the numbers that they mean. */
    static GenericDatumReader<GenericRecord> reader(Schema schema) {
        GenericData data = new GenericData();
        data.addLogicalTypeConversion(new Conversions.DecimalConversion());
        data.setFastReaderEnabled(false);
        return new GenericDatumReader<>(schema, schema, data) {
            @Override
            protected Class<?> findStringClass(Schema ignored) {
                return CharSequence.class;
            }
        };
    }

    /** Names of the fields of a record, those of a map of features sorted. */
    static List<String> declared(Schema schema, @Nullable GenericRecord first) {
        Set<String> names = new LinkedHashSet<>();
        for (Schema.Field field : schema.getFields()) {
            names.add(field.name());
        }
        if (first != null && names.contains(RecordLayout.FEATURES)) {
            if (first.get(RecordLayout.FEATURES) instanceof Map<?, ?> features) {
                features.keySet().stream().map(Object::toString).sorted().forEach(names::add);
            }
        }
        return new ArrayList<>(names);
    }

    static void read(GenericRecord avro, RecordFields given) throws RefusedRecordException {
        RecordFields fields = new CountedFields(given);
        for (Schema.Field field : avro.getSchema().getFields()) {
            Object value = avro.get(field.pos());
            boolean features = field.name().equals(RecordLayout.FEATURES);
            if (features && value instanceof Map<?, ?> map) {
                for (Map.Entry<?, ?> feature : map.entrySet()) {
                    pass(String.valueOf(feature.getKey()), true, feature.getValue(), fields);
                }
            } else if (features && value != null) {
                fields.other(field.name(), false, value.getClass().getSimpleName());
            } else {
                pass(field.name(), false, value, fields);
            }
        }
    }

    private static void pass(String name, boolean nested, @Nullable Object value, RecordFields fields)
            throws RefusedRecordException {
        if (value == null) {
            fields.text(name, nested, null);
        } else if (value instanceof org.apache.avro.util.Utf8 utf8) {
            fields.text(name, nested, Utf8.decode(Arrays.copyOf(utf8.getBytes(), utf8.getByteLength())));
        } else if (value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof GenericEnumSymbol) {
            fields.text(name, nested, String.valueOf(value));
        } else {
            fields.other(name, nested, value.getClass().getSimpleName());
        }
    }
}

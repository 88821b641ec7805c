package io.afterclick.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Records made from nothing but their schema, so that a new schema needs no code to be frozen. The same schema always gives the
 * same records, and neighbouring fields of one type differ, so that two swapped fields are noticed.
 */
final class FixtureRecords {
    private enum Filling {
        TYPICAL,
        ABSENT,
        EXTREME
    }

    private FixtureRecords() {}

    /** One record with everything set, one with as much as possible absent or empty, one at the limits of each type. */
    static List<GenericRecord> of(Schema schema) {
        return Stream.of(Filling.values())
                .map(filling -> record(schema, filling))
                .toList();
    }

    private static GenericRecord record(Schema schema, Filling filling) {
        GenericRecord record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema(), field, filling)));
        return record;
    }

    private static Object value(Schema schema, Schema.Field field, Filling filling) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, filling);
            case UNION -> branch(schema, field, filling);
            case ARRAY ->
                List.copyOf(items(schema.getElementType(), field, filling).values());
            case MAP -> items(schema.getValueType(), field, filling);
            case ENUM -> new GenericData.EnumSymbol(schema, symbol(schema.getEnumSymbols(), filling));
            case STRING -> text(field, filling);
            case BYTES -> bytes(field, filling);
            case BOOLEAN -> filling != Filling.ABSENT;
            case INT -> pick(filling, 1 + field.pos(), 0, Integer.MIN_VALUE + field.pos());
            // Typical longs do not fit into an int, nor do typical doubles into a float.
            case LONG -> pick(filling, 1_746_057_600_000L + field.pos(), 0L, Long.MIN_VALUE + field.pos());
            case DOUBLE -> pick(filling, 0.1 + field.pos(), 0.0, -Double.MAX_VALUE / (1 + field.pos()));
            case FLOAT -> pick(filling, 0.5f + field.pos(), 0.0f, -Float.MAX_VALUE / (1 + field.pos()));
            case FIXED, NULL ->
                throw new IllegalArgumentException(
                        "field %s: no fixture value is defined for type %s".formatted(field.name(), schema.getType()));
        };
    }

    private static Object branch(Schema union, Schema.Field field, Filling filling) {
        if (filling == Filling.ABSENT && union.isNullable()) {
            return null;
        }
        List<Schema> present = union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .toList();
        return value(present.get(filling == Filling.EXTREME ? present.size() - 1 : 0), field, filling);
    }

    /** Sorted by key, because a container file stores entries in iteration order. */
    private static Map<String, Object> items(Schema type, Schema.Field field, Filling filling) {
        Map<String, Object> items = new TreeMap<>();
        if (filling != Filling.ABSENT) {
            items.put("a", value(type, field, filling));
            items.put("b", value(type, field, Filling.ABSENT));
        }
        return items;
    }

    private static String symbol(List<String> symbols, Filling filling) {
        return pick(filling, symbols.get(0), symbols.get(symbols.size() / 2), symbols.get(symbols.size() - 1));
    }

    private static String text(Schema.Field field, Filling filling) {
        return pick(filling, field.name() + "-1", "", field.name() + " größe 数量 😀 \"quoted\",\ttab\nline");
    }

    private static ByteBuffer bytes(Schema.Field field, Filling filling) {
        byte[] typical = field.name().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.wrap(pick(filling, typical, new byte[0], new byte[] {0, (byte) 0x80, (byte) 0xff}));
    }

    private static <T> T pick(Filling filling, T typical, T absent, T extreme) {
        return switch (filling) {
            case TYPICAL -> typical;
            case ABSENT -> absent;
            case EXTREME -> extreme;
        };
    }
}

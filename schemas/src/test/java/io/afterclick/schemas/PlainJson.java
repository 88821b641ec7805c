package io.afterclick.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/** Avro values as JSON without the names of union branches; bytes are text in ISO-8859-1, as in Avro's defaults. */
final class PlainJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PlainJson() {}

    static JsonNode of(Schema schema, Object value) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, (IndexedRecord) value);
            case UNION -> of(schema.getTypes().get(SpecificData.get().resolveUnion(schema, value)), value);
            case ARRAY -> array(schema.getElementType(), (Collection<?>) value);
            case MAP -> map(schema.getValueType(), (Map<?, ?>) value);
            case ENUM, STRING -> MAPPER.getNodeFactory().textNode(value.toString());
            case BYTES ->
                MAPPER.getNodeFactory()
                        .textNode(StandardCharsets.ISO_8859_1
                                .decode(((ByteBuffer) value).duplicate())
                                .toString());
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> MAPPER.valueToTree(value);
            case FIXED -> throw new IllegalArgumentException("no JSON is defined for type " + schema.getType());
        };
    }

    /** What released values become under a later schema: fields it added take their defaults, fields it dropped are gone. */
    static JsonNode evolved(Schema today, JsonNode released) {
        if (released.isNull()) {
            return released;
        }
        return switch (today.getType()) {
            case RECORD -> {
                ObjectNode record = MAPPER.createObjectNode();
                today.getFields().forEach(field -> record.set(field.name(), evolved(field, released)));
                yield record;
            }
            case ARRAY -> {
                ArrayNode array = MAPPER.createArrayNode();
                released.forEach(item -> array.add(evolved(today.getElementType(), item)));
                yield array;
            }
            case MAP -> {
                ObjectNode map = MAPPER.createObjectNode();
                released.properties()
                        .forEach(entry -> map.set(entry.getKey(), evolved(today.getValueType(), entry.getValue())));
                yield map;
            }
            case UNION -> optional(today).map(type -> evolved(type, released)).orElse(released);
            default -> released;
        };
    }

    static JsonNode parse(String json) throws JsonProcessingException {
        return MAPPER.readTree(json);
    }

    /** Indented, with the same line ends on every machine. */
    static String text(JsonNode json) throws JsonProcessingException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return MAPPER.writer(new DefaultPrettyPrinter()
                                .withObjectIndenter(indenter)
                                .withArrayIndenter(indenter))
                        .writeValueAsString(json)
                + "\n";
    }

    static ArrayNode array(Schema items, Collection<?> values) {
        ArrayNode array = MAPPER.createArrayNode();
        values.forEach(value -> array.add(of(items, value)));
        return array;
    }

    private static ObjectNode record(Schema schema, IndexedRecord value) {
        ObjectNode record = MAPPER.createObjectNode();
        schema.getFields().forEach(field -> record.set(field.name(), of(field.schema(), value.get(field.pos()))));
        return record;
    }

    private static ObjectNode map(Schema values, Map<?, ?> value) {
        Map<String, Object> sorted = new TreeMap<>();
        value.forEach((key, item) -> sorted.put(key.toString(), item));
        ObjectNode map = MAPPER.createObjectNode();
        sorted.forEach((key, item) -> map.set(key, of(values, item)));
        return map;
    }

    private static JsonNode evolved(Schema.Field field, JsonNode released) {
        return Stream.concat(Stream.of(field.name()), field.aliases().stream())
                .filter(released::has)
                .findFirst()
                .map(name -> evolved(field.schema(), released.get(name)))
                .orElseGet(() -> of(field.schema(), GenericData.get().getDefaultValue(field)));
    }

    /** The type that a union of null and one type makes optional. */
    private static Optional<Schema> optional(Schema union) {
        return union.isNullable() && union.getTypes().size() == 2
                ? union.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                : Optional.empty();
    }
}

package io.afterclick.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** A schema is read by people who do not have the code: everything says what it is and in which unit; money is exact. */
final class SchemaDocumentationTest {
    private static final Pattern UNIT = Pattern.compile("Unit: \\S");
    private static final Pattern MONEY = Pattern.compile("micros|amount|gmv|net_value");

    /** Expectations of a model, not amounts of money: they are fractions of a currency unit by nature. */
    private static final Set<String> PREDICTED_MONEY = Set.of("Prediction.gmv", "Prediction.net_value");

    private final Collection<Schema> named = named(SchemaFolder.TODAY.schemas().values());
    private final Map<String, Schema.Field> fields = fields(named);

    @Test
    void everyRecordAndEnumSaysWhatItIs() {
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(schema ->
                        assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank());
    }

    @Test
    void everyFieldStatesItsUnit() {
        assertThat(fields)
                .isNotEmpty()
                .allSatisfy((name, field) ->
                        assertThat(field.doc()).as(name).isNotBlank().containsPattern(UNIT));
    }

    @Test
    void moneyIsAWholeNumberOfMillionths() {
        Map<String, Schema.Field> money = new TreeMap<>(fields);
        money.keySet().removeAll(PREDICTED_MONEY);
        money.values().removeIf(field -> !MONEY.matcher(field.name()).find());
        assertThat(money).isNotEmpty().allSatisfy((name, field) -> {
            assertThat(present(field)).as(name).containsExactly(Schema.Type.LONG);
            assertThat(field.doc()).as(name).contains("Unit: millionths of the major currency unit");
        });
    }

    @Test
    void predictedMoneyIsInMajorUnits() {
        assertThat(PREDICTED_MONEY).allSatisfy(name -> {
            assertThat(fields).containsKey(name);
            assertThat(present(fields.get(name))).as(name).containsExactly(Schema.Type.DOUBLE);
            assertThat(fields.get(name).doc()).as(name).contains("Unit: major currency units");
        });
    }

    private static List<Schema.Type> present(Schema.Field field) {
        Stream<Schema> types =
                field.schema().isUnion() ? field.schema().getTypes().stream() : Stream.of(field.schema());
        return types.map(Schema::getType)
                .filter(type -> type != Schema.Type.NULL)
                .toList();
    }

    private static Map<String, Schema.Field> fields(Collection<Schema> named) {
        Map<String, Schema.Field> fields = new TreeMap<>();
        named.stream()
                .filter(schema -> schema.getType() == Schema.Type.RECORD)
                .forEach(schema ->
                        schema.getFields().forEach(field -> fields.put(schema.getName() + "." + field.name(), field)));
        return fields;
    }

    /** All records and enums, however deep they are nested. */
    private static Collection<Schema> named(Collection<Schema> schemas) {
        Map<String, Schema> named = new TreeMap<>();
        schemas.forEach(schema -> collect(schema, named));
        return named.values();
    }

    private static void collect(Schema schema, Map<String, Schema> named) {
        switch (schema.getType()) {
            case RECORD -> {
                if (named.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), named));
                }
            }
            case ENUM, FIXED -> named.putIfAbsent(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), named);
            case MAP -> collect(schema.getValueType(), named);
            case UNION -> schema.getTypes().forEach(type -> collect(type, named));
            default -> {}
        }
    }
}

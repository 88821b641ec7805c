package io.afterclick.intake;

import static io.afterclick.intake.Intake.CLICKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.event.EventKind;
import io.afterclick.event.Purchase;
import io.afterclick.event.RawRecord;
import io.afterclick.event.RefusalReason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of Avro files, of our own schemas and of others. */
final class AvroTest {

    @TempDir
    Path folder;

    @Test
    void clicksCarryTheirFeaturesInAMapThatMayLackNames() throws IOException {
        InputFile file = file(
                EventKind.CLICK,
                io.afterclick.schemas.Click.getClassSchema(),
                AvroContainers.click("c1", Map.of("city", "Zürich", "brand", "品牌")),
                AvroContainers.click("c2", Map.of("city", "Rome", "user_id", "no field of the click's own")));
        assertThat(Intake.files().declaredFeatures(file)).containsExactly("brand", "city");
        List<Parsed> read = Intake.read(file, Intake.settings("city", "brand"));
        assertThat(((Click) Intake.only(read.get(0))).features().values()).containsExactly("Zürich", "品牌");
        Click second = (Click) Intake.only(read.get(1));
        assertThat(second.features().values()).containsExactly("Rome", "");
        assertThat(second.userId()).isEqualTo("u");
    }

    @Test
    void amountsInMicrosAreTakenAsTheyAre() throws IOException {
        Schema schema = io.afterclick.schemas.Purchase.getClassSchema();
        InputFile file = file(
                EventKind.PURCHASE, schema, AvroContainers.purchase("p", 12_340_001), AvroContainers.purchase("q", -1));
        List<Parsed> read = Intake.read(file, Intake.settings());
        assertThat(Intake.only(read.get(0))).isEqualTo(new Purchase("p", "c", CLICKED, 12_340_001));
        assertThat(Intake.refused(read.get(1)).reason()).isEqualTo(RefusalReason.INVALID);
    }

    @Test
    void rawBytesAreTheEncodingOfTheRecordAndReadableWithTheSchema() throws IOException {
        Schema schema = io.afterclick.schemas.Purchase.getClassSchema();
        InputFile file =
                file(EventKind.PURCHASE, schema, AvroContainers.purchase("p", 1), AvroContainers.purchase("q", 2));
        RawRecord raw =
                Intake.read(file, Intake.settings()).get(1).arrivals().get(0).raw();
        GenericRecord again = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(raw.bytes(), null));
        assertThat(again.get("purchase_id")).hasToString("q");
        assertThat(raw.origin().line()).isEqualTo(2);
        assertThat(raw.origin().length()).isEqualTo(raw.bytes().length);
    }

    @Test
    void foreignRecordsWithFlatFieldsOfManyTypesAreRead() throws IOException {
        Schema schema = SchemaBuilder.record("AnyClick")
                .fields()
                .requiredInt("age")
                .requiredString("click_id")
                .nullableString("user_id", "")
                .requiredLong("item_id")
                .requiredLong("event_time_ms")
                .name("colour")
                .type()
                .enumeration("Colour")
                .symbols("RED", "BLUE")
                .noDefault()
                .requiredBoolean("member")
                .endRecord();
        GenericRecord record = new GenericRecordBuilder(schema)
                .set("age", 7)
                .set("click_id", "c")
                .set("user_id", null)
                .set("item_id", 5L)
                .set("event_time_ms", CLICKED)
                .set(
                        "colour",
                        new GenericData.EnumSymbol(schema.getField("colour").schema(), "BLUE"))
                .set("member", true)
                .build();
        InputFile file = file(EventKind.CLICK, schema, record);
        assertThat(Intake.files().declaredFeatures(file)).containsExactly("age", "colour", "member");
        Click click = (Click) Intake.only(
                Intake.read(file, Intake.settings("age", "colour", "member")).get(0));
        assertThat(click.itemId()).isEqualTo("5");
        assertThat(click.features().values()).containsExactly("7", "BLUE", "true");
    }

    @ParameterizedTest
    @CsvSource({"0.1,100000", "1e2,100000000", "NaN,", "Infinity,", "-1,", "26.900000000000002,"})
    void amountsInBinaryFloatingPointAreTheirShortestDecimals(double amount, Long micros) throws IOException {
        InputFile file = foreignPurchase(Schema.create(Schema.Type.DOUBLE), amount);
        Parsed read = Intake.read(file, Intake.settings()).get(0);
        if (micros == null) {
            assertThat(Intake.refused(read).reason())
                    .isEqualTo(amount > 1 && amount < 100 ? RefusalReason.MALFORMED : RefusalReason.INVALID);
        } else {
            assertThat(((Purchase) Intake.only(read)).amountMicros()).isEqualTo(micros);
        }
    }

    @Test
    void decimalsMeanTheirNumber() throws IOException {
        Schema decimal = org.apache.avro.LogicalTypes.decimal(10, 2).addToSchema(Schema.create(Schema.Type.BYTES));
        ByteBuffer bytes =
                ByteBuffer.wrap(new BigDecimal("12.34").unscaledValue().toByteArray());
        Parsed read =
                Intake.read(foreignPurchase(decimal, bytes), Intake.settings()).get(0);
        assertThat(((Purchase) Intake.only(read)).amountMicros()).isEqualTo(12_340_000);
    }

    @Test
    void bytesWhereATextIsMeantAreMalformed() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2});
        Parsed read = Intake.read(foreignPurchase(Schema.create(Schema.Type.BYTES), bytes), Intake.settings())
                .get(0);
        assertThat(Intake.refused(read).reason()).isEqualTo(RefusalReason.MALFORMED);
        assertThat(Intake.refused(read).raw().bytes()).isNotEmpty();
    }

    @Test
    void textsThatAreNoUtf8AreMalformed() throws IOException {
        Schema schema = io.afterclick.schemas.Purchase.getClassSchema();
        AvroContainers.Container container =
                AvroContainers.write(schema, "null", List.of(List.of(AvroContainers.purchase("pppp", 1))));
        byte[] bytes = container.bytes();
        int id = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("pppp");
        bytes[id] = (byte) 0xFF;
        Parsed read = Intake.read(onDisk(EventKind.PURCHASE, bytes), Intake.settings())
                .get(0);
        assertThat(Intake.refused(read).detail()).contains("expected UTF-8 text");
    }

    @Test
    void recordOverTheLimitIsMalformedAndKeepsItsBeginning() throws IOException {
        InputFile file = file(
                EventKind.CLICK,
                io.afterclick.schemas.Click.getClassSchema(),
                AvroContainers.click("long", Map.of("f", "x".repeat(500))),
                AvroContainers.click("c", Map.of("f", "x")));
        List<Parsed> read = Intake.read(file, new IntakeSettings(List.of("f"), 0, Intake.LATEST, 100, false));
        RawRecord raw = Intake.refused(read.get(0)).raw();
        assertThat(raw.bytes()).hasSize(100);
        assertThat(raw.origin().length()).isGreaterThan(500);
        assertThat(Intake.only(read.get(1)).id()).isEqualTo("c");
    }

    @Test
    void fileWithoutRecordsIsFine() throws IOException {
        InputFile file = file(EventKind.PURCHASE, io.afterclick.schemas.Purchase.getClassSchema());
        assertThat(Intake.read(file, Intake.settings())).isEmpty();
    }

    @Test
    void schemaWithoutAFieldIsRefusedInOneLine() throws IOException {
        InputFile file = file(EventKind.REFUND, io.afterclick.schemas.Purchase.getClassSchema());
        assertThatThrownBy(() -> Intake.read(file, Intake.settings()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("events.avro:1: expected the columns refund_id,")
                .hasMessageEndingWith("(missing: refund_id)");
    }

    @Test
    void whatIsNoAvroFileOfRecordsIsRefusedInOneLine() throws IOException {
        byte[] texts = AvroContainers.write(Schema.create(Schema.Type.STRING), "null", List.of())
                .bytes();
        for (byte[] bytes : List.of(
                new byte[0],
                new byte[] {'O', 'b'},
                "click_id,user_id\n".getBytes(StandardCharsets.UTF_8),
                java.util.Arrays.copyOf(texts, 20),
                texts)) {
            InputFile file = onDisk(EventKind.CLICK, bytes);
            assertThatThrownBy(() -> Intake.read(file, Intake.settings()))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("events.avro: expected")
                    .message()
                    .doesNotContain("\n");
            assertThatThrownBy(() -> Intake.files().declaredFeatures(file)).isInstanceOf(InputException.class);
        }
    }

    private InputFile foreignPurchase(Schema type, Object amount) throws IOException {
        Schema schema = SchemaBuilder.record("Any")
                .fields()
                .name("tags")
                .type(Schema.createArray(Schema.create(Schema.Type.STRING)))
                .noDefault()
                .requiredString("purchase_id")
                .requiredString("click_id")
                .requiredLong("event_time_ms")
                .name("amount")
                .type(type)
                .noDefault()
                .endRecord();
        GenericRecord record = new GenericData.Record(schema);
        record.put("tags", List.of("nobody", "knows"));
        record.put("purchase_id", "p");
        record.put("click_id", "c");
        record.put("event_time_ms", CLICKED);
        record.put("amount", amount);
        return file(EventKind.PURCHASE, schema, record);
    }

    private InputFile file(EventKind kind, Schema schema, GenericRecord... records) throws IOException {
        return onDisk(
                kind,
                AvroContainers.write(schema, "null", List.of(List.of(records))).bytes());
    }

    private InputFile onDisk(EventKind kind, byte[] bytes) throws IOException {
        return Intake.file(InputFormat.AVRO, kind, Files.write(folder.resolve("events.avro"), bytes));
    }

    static List<String> ids(List<Parsed> read) {
        return read.stream()
                .flatMap(parsed -> parsed.arrivals().stream())
                .map(Arrival::event)
                .map(event -> event.id())
                .toList();
    }
}

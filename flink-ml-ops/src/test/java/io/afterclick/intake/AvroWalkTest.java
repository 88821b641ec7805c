package io.afterclick.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.EventKind;
import io.afterclick.schemas.Click;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Avro files made to mislead cost neither memory nor stack, and load no class. */
final class AvroWalkTest {

    private static final Schema NESTED = new Schema.Parser().parse("""
            {"type":"record","name":"N","fields":[{"name":"next","type":["null","N"]}]}""");

    @TempDir
    private Path folder = Path.of("");

    /** Bytes as an encoder writes them. */
    private interface Encoding {
        void to(BinaryEncoder out) throws IOException;
    }

    private static byte[] bytes(Encoding encoding) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        encoding.to(out);
        out.flush();
        return bytes.toByteArray();
    }

    @Test
    void walkEndsWhereTheRecordDoes() throws IOException {
        GenericRecord click = AvroContainers.click("c", Map.of("brand", "b", "city", "c"));
        byte[] record = bytes(out -> new GenericDatumWriter<GenericRecord>(Click.getClassSchema()).write(click, out));
        byte[] twice = Arrays.copyOf(record, 2 * record.length);
        System.arraycopy(record, 0, twice, record.length, record.length);
        assertThat(AvroWalk.end(Click.getClassSchema(), twice, 0)).isEqualTo(record.length);
        assertThat(AvroWalk.end(Click.getClassSchema(), twice, record.length)).isEqualTo(twice.length);
        for (int length = 0; length < record.length; length++) {
            byte[] cut = Arrays.copyOf(record, length);
            assertThatThrownBy(() -> AvroWalk.end(Click.getClassSchema(), cut, 0))
                    .isInstanceOf(AvroRuntimeException.class);
        }
    }

    /** A reader that skips a block of items by its size would never look at the lengths within it. */
    @Test
    void lengthThatABlockHidesIsFound() throws IOException {
        Schema map = SchemaBuilder.map().values().stringType();
        byte[] lying = bytes(out -> {
            out.writeLong(-1);
            out.writeLong(6);
            out.writeLong(Integer.MAX_VALUE - 64);
            out.writeFixed(new byte[1]);
            out.writeLong(0);
        });
        assertThatThrownBy(() -> AvroWalk.end(map, lying, 0))
                .isInstanceOf(AvroRuntimeException.class)
                .hasMessage("a length of 2147483583 where 2 bytes are left");
    }

    @Test
    void itemsWithoutBytesAndNumbersWithoutEndAreNone() throws IOException {
        byte[] many = bytes(out -> out.writeLong(1L << 60));
        assertThatThrownBy(() -> AvroWalk.end(SchemaBuilder.array().items().nullType(), many, 0))
                .hasMessage("items that take no bytes");
        byte[] endless = new byte[20];
        Arrays.fill(endless, (byte) -1);
        assertThatThrownBy(() -> AvroWalk.end(Schema.create(Schema.Type.LONG), endless, 0))
                .hasMessage("a number without an end");
    }

    @Test
    void recordsInRecordsEndSomewhere() {
        byte[] deep = new byte[1 << 20];
        Arrays.fill(deep, (byte) 2);
        assertThatThrownBy(() -> AvroWalk.end(NESTED, deep, 0))
                .isInstanceOf(AvroRuntimeException.class)
                .hasMessage("values that are more than 64 deep in each other");
    }

    @Test
    void fileOfTooManyFieldsIsRefusedWhole() throws IOException {
        SchemaBuilder.FieldAssembler<Schema> wide = SchemaBuilder.record("W").fields();
        for (int field = 0; field <= EventRules.MOST_FIELDS; field++) {
            wide = wide.optionalString("f" + field);
        }
        InputFile file = file(wide.endRecord(), "wide.avro");
        assertThatThrownBy(() -> Intake.files().declaredFeatures(file))
                .isInstanceOf(InputException.class)
                .hasMessage("wide.avro: expected Avro records of at most 4096 fields, found more");
    }

    /** Each record holds two of the next kind, and none holds a byte. */
    @Test
    void fieldsOfRecordsWithinRecordsCount() throws IOException {
        Schema inner = SchemaBuilder.record("R0").fields().endRecord();
        for (int level = 1; level < 40; level++) {
            inner = SchemaBuilder.record("R" + level)
                    .fields()
                    .name("a")
                    .type(inner)
                    .noDefault()
                    .name("b")
                    .type(inner)
                    .noDefault()
                    .endRecord();
        }
        InputFile file = file(inner, "tree.avro");
        assertThatThrownBy(() -> Intake.files().declaredFeatures(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at most 4096 fields");
    }

    @Test
    void recordsThatTakeNoBytesAreOneMalformedBlock() throws IOException {
        Schema nothing = new Schema.Parser().parse("""
                {"type":"record","name":"P","fields":[
                 {"name":"purchase_id","type":"null"},{"name":"click_id","type":"null"},
                 {"name":"event_time_ms","type":"null"},{"name":"amount","type":"null"}]}""");
        InputFile file = file(nothing, "purchases.avro");
        byte[] claim = bytes(out -> {
            out.writeLong(1L << 60);
            out.writeLong(0);
            out.writeFixed(new byte[16]);
        });
        byte[] whole = Files.readAllBytes(Path.of(file.path()));
        Files.write(Path.of(file.path()), concatenated(whole, claim));
        List<Parsed> read = Intake.read(
                new InputFile(InputFormat.AVRO, EventKind.PURCHASE, file.path(), file.name()), Intake.settings());
        assertThat(read).hasSize(1);
        assertThat(Intake.refused(read.get(0)).detail()).contains("1152921504606846976 records in 0 bytes");
    }

    /** A schema may name a class for its texts; whoever made it does not choose what is loaded here. */
    @Test
    void classesThatASchemaNamesAreNotLoaded() throws IOException {
        Schema schema = new Schema.Parser().parse("""
                {"type":"record","name":"C","namespace":"io.afterclick.intake.AvroWalkTest","fields":[
                 {"name":"click_id","type":{"type":"string","java-class":"io.afterclick.intake.AvroWalkTest$Loaded",
                  "avro.java.string":"io.afterclick.intake.AvroWalkTest$Loaded"}},
                 {"name":"user_id","type":"string"},{"name":"item_id","type":"string"},
                 {"name":"event_time_ms","type":"long"}]}""");
        GenericRecord click = new org.apache.avro.generic.GenericData.Record(schema);
        click.put("click_id", "c");
        click.put("user_id", "u");
        click.put("item_id", "i");
        click.put("event_time_ms", Intake.CLICKED);
        Path path = folder.resolve("clicks.avro");
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.create(schema, path.toFile());
            writer.append(click);
        }
        InputFile file = Intake.file(InputFormat.AVRO, EventKind.CLICK, path);
        assertThat(Intake.files().declaredFeatures(file)).isEmpty();
        List<Parsed> read = Intake.read(file, Intake.settings());
        assertThat(Intake.only(read.get(0)).id()).isEqualTo("c");
        assertThat(System.getProperty("afterclick.loaded")).isNull();
    }

    /** Tells if it was loaded. */
    public static final class Loaded {
        static {
            System.setProperty("afterclick.loaded", "yes");
        }

        public Loaded(String text) {
            throw new IllegalStateException(text);
        }
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private InputFile file(Schema schema, String name) throws IOException {
        Path path = folder.resolve(name);
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.create(schema, Files.newOutputStream(path), new byte[16]);
        }
        return Intake.file(InputFormat.AVRO, EventKind.CLICK, path);
    }
}

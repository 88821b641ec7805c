package io.afterclick.intake;

import io.afterclick.schemas.Click;
import io.afterclick.schemas.Purchase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** Avro container files for tests, cut into blocks where a test wants it. */
final class AvroContainers {

    /** A file and where its blocks begin; the last number is its size. */
    record Container(byte[] bytes, List<Integer> blocks) {}

    /** Ends every block. That its last byte looks like the beginning of a number is meant to mislead. */
    private static final byte[] MARKER = {1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, -1, -2, -3, -4, -5};

    private AvroContainers() {}

    static Container write(Schema schema, String codec, List<List<GenericRecord>> blocks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> starts = new ArrayList<>();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.setSyncInterval(1 << 24);
            writer.setCodec(CodecFactory.fromString(codec));
            writer.create(schema, out, MARKER);
            writer.flush();
            starts.add(out.size());
            for (List<GenericRecord> block : blocks) {
                for (GenericRecord record : block) {
                    writer.append(record);
                }
                writer.sync();
                writer.flush();
                starts.add(out.size());
            }
        }
        return new Container(out.toByteArray(), starts);
    }

    static GenericRecord click(String id, Map<String, String> features) {
        return new GenericRecordBuilder(Click.getClassSchema())
                .set("click_id", id)
                .set("user_id", "u")
                .set("item_id", "i")
                .set("event_time_ms", Intake.CLICKED)
                .set("features", features)
                .build();
    }

    static GenericRecord purchase(String id, long micros) {
        return new GenericRecordBuilder(Purchase.getClassSchema())
                .set("purchase_id", id)
                .set("click_id", "c")
                .set("event_time_ms", Intake.CLICKED)
                .set("amount_micros", micros)
                .build();
    }

    /** Purchases p0, p1, ... of one micro unit more each, so many a block. */
    static List<List<GenericRecord>> purchases(int... perBlock) {
        List<List<GenericRecord>> blocks = new ArrayList<>();
        int next = 0;
        for (int size : perBlock) {
            List<GenericRecord> block = new ArrayList<>();
            for (int i = 0; i < size; i++, next++) {
                block.add(purchase("p" + next, next));
            }
            blocks.add(block);
        }
        return blocks;
    }
}

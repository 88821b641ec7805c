package io.afterclick.intake;

import io.afterclick.event.RawRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Events in Avro's single-object encoding: a marker of two bytes, the writer's schema as its 64-bit Rabin fingerprint,
 * little-endian, and the record (Avro specification 1.12, "Single-object encoding").
 */
final class AvroMessageParser implements RecordParser {

    private static final int MARKER = 0xC301;
    private static final int HEADER = 10;

    private final RecordLayout layout;
    private final EventAssembler assembler;
    private final Map<String, Integer> places;
    private final Schema schema;
    private final long fingerprint;
    private final GenericDatumReader<GenericRecord> reader;

    /** @param schema of the writer */
    AvroMessageParser(RecordLayout layout, EventRules rules, Schema schema) {
        this.layout = layout;
        this.assembler = new EventAssembler(layout, rules);
        this.places = layout.places();
        this.schema = schema;
        this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        this.reader = AvroFields.reader(schema);
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

    private void read(byte[] bytes, RecordFields fields) throws RefusedRecordException {
        if (bytes.length < HEADER || ByteBuffer.wrap(bytes).getChar() != MARKER) {
            throw malformed("the single-object encoding, which begins with c3 01", bytes.length + " other bytes");
        }
        long found = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        if (found != fingerprint) {
            throw malformed(
                    "schema " + Long.toHexString(fingerprint) + " (" + schema.getFullName() + ")",
                    "schema " + Long.toHexString(found));
        }
        try {
            int end = AvroWalk.end(schema, bytes, HEADER);
            if (end != bytes.length) {
                throw malformed("one record", bytes.length - end + " more bytes");
            }
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
            AvroFields.read(reader.read(null, decoder), fields);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw malformed("a record of " + schema.getFullName(), AvroBlock.problem(e));
        }
    }

    private static RefusedRecordException malformed(String expected, String found) {
        return RefusedRecordException.malformed("record", expected, found);
    }
}

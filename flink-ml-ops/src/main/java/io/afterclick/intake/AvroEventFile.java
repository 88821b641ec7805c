package io.afterclick.intake;

import io.afterclick.event.Arrival;
import io.afterclick.event.Origin;
import io.afterclick.event.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Events of an Avro container file, read as generic records by the file's own schema. A record's raw bytes are its Avro
 * encoding. A block that cannot be read is one malformed record, and reading goes on after it.
 */
final class AvroEventFile implements EventFile {

    private final InputFile file;
    private final DataFileReader<GenericRecord> reader;
    private final GenericDatumWriter<GenericRecord> writer;
    private final RecordLayout layout;
    private final EventAssembler assembler;
    private final Map<String, Integer> places;
    private final int longest;
    private long block;
    private long inBlock;
    private long line;

    AvroEventFile(
            InputFile file, SeekableInput in, RecordLayout layout, EventRules rules, int longest, FilePosition start)
            throws IOException {
        this.file = file;
        this.reader = open(file, in);
        this.writer = new GenericDatumWriter<>(reader.getSchema());
        this.layout = layout;
        this.assembler = new EventAssembler(layout, rules);
        this.places = layout.places();
        this.longest = longest;
        this.line = start.line();
        this.block = start.offset();
        if (start.offset() > 0) {
            reader.seek(start.offset());
            while (inBlock < start.skip() && reader.hasNext()) {
                reader.next();
                inBlock++;
            }
        } else {
            this.block = reader.previousSync();
        }
    }

    private static DataFileReader<GenericRecord> open(InputFile file, SeekableInput in) throws IOException {
        try {
            return new DataFileReader<>(in, new GenericDatumReader<>());
        } catch (IOException | AvroRuntimeException e) {
            in.close();
            throw new InputException(file.name() + ": expected an Avro container file, found none", e);
        }
    }

    /** Names of the fields that a file declares, with those of its first record's map of features. */
    static List<String> declared(InputFile file, SeekableInput in) throws IOException {
        try (DataFileReader<GenericRecord> reader = open(file, in)) {
            return AvroFields.declared(reader.getSchema(), reader.hasNext() ? reader.next() : null);
        }
    }

    @Override
    public @Nullable Parsed next() throws IOException {
        try {
            if (!reader.hasNext()) {
                return null;
            }
            if (reader.previousSync() != block) {
                block = reader.previousSync();
                inBlock = 0;
            }
            GenericRecord record = reader.next();
            inBlock++;
            line++;
            return parse(record);
        } catch (AvroRuntimeException | IOException e) {
            return skipBlock(e);
        }
    }

    private Parsed parse(GenericRecord record) throws IOException {
        byte[] bytes = encode(record);
        RawRecord raw = new RawRecord(Origin.ofFile(file.name(), line, block, bytes.length), bytes);
        try {
            if (bytes.length > longest) {
                throw RefusedRecordException.malformed(
                        "record", "at most " + longest + " bytes", bytes.length + " bytes");
            }
            @Nullable String[] fields = new @Nullable String[layout.names().size()];
            AvroFields.read(record, (name, value) -> {
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

    private byte[] encode(GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        writer.write(record, encoder);
        return bytes.toByteArray();
    }

    private Parsed skipBlock(Exception cause) throws IOException {
        long bad = Math.max(block, reader.previousSync());
        reader.sync(bad + 1);
        long next = reader.previousSync();
        line++;
        block = next;
        inBlock = 0;
        RefusedRecordException reason =
                RefusedRecordException.malformed("block", "Avro records", String.valueOf(cause.getMessage()));
        Origin origin = Origin.ofFile(file.name(), line, bad, Math.max(0, next - bad));
        return Parsed.refused(layout.kind(), reason, new RawRecord(origin, new byte[0]));
    }

    @Override
    public FilePosition position() {
        return new FilePosition(block, line, inBlock);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

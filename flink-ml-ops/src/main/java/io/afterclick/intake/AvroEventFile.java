package io.afterclick.intake;

import io.afterclick.event.Origin;
import io.afterclick.event.RawRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.SeekableInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Events of an Avro container file, read as generic records by the file's own schema. A record's raw bytes are its Avro
 * encoding. A block that cannot be read, or the rest of one from where it cannot, is one malformed record, and reading
 * goes on after it.
 */
final class AvroEventFile implements EventFile {

    private static final AvroBlock NONE = new AvroBlock(0, 0, 0, new byte[0], null);

    private final InputFile file;
    private final AvroBlocks blocks;
    private final Schema schema;
    private final GenericDatumReader<GenericRecord> reader;
    private final RecordLayout layout;
    private final EventAssembler assembler;
    private final Map<String, Integer> places;
    private final int longest;

    private AvroBlock block = NONE;
    private long recordsRead;
    private int bytesRead;
    private long line;

    /** @throws InputException if it is no Avro file, or its schema lacks a field */
    AvroEventFile(
            InputFile file, SeekableInput in, RecordLayout layout, EventRules rules, int longest, FilePosition start)
            throws IOException {
        this.file = file;
        this.blocks = new AvroBlocks(file, in);
        this.schema = blocks.schema();
        this.reader = AvroFields.reader(schema);
        this.layout = layout;
        this.assembler = new EventAssembler(layout, rules);
        this.places = layout.places();
        this.longest = longest;
        try {
            requireDeclared();
            goTo(start);
        } catch (IOException | InputException e) {
            in.close();
            throw e;
        }
    }

    private void requireDeclared() {
        List<String> declared = new ArrayList<>(AvroFields.declared(schema, null));
        if (declared.contains(RecordLayout.FEATURES)) {
            // A map may lack a name, which counts as an empty value.
            declared.addAll(layout.features());
        }
        layout.requireDeclared(file.name(), declared);
    }

    private void goTo(FilePosition start) throws IOException {
        line = start.line();
        blocks.seek(start.offset());
        if (start.skip() > 0) {
            AvroBlock left = blocks.next();
            block = left == null ? NONE : left;
            while (recordsRead < start.skip()) {
                bytesRead = endOfRecord();
                recordsRead++;
            }
        }
    }

    /** Names of the fields that a file declares, with those of its first record's map of features. */
    static List<String> declared(InputFile file, SeekableInput in) throws IOException {
        try (AvroBlocks blocks = new AvroBlocks(file, in)) {
            GenericDatumReader<GenericRecord> reader = AvroFields.reader(blocks.schema());
            for (AvroBlock block = blocks.next(); block != null; block = blocks.next()) {
                try {
                    if (block.records() > 0) {
                        AvroWalk.end(blocks.schema(), block.bytes(), 0);
                        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(block.bytes(), null);
                        return AvroFields.declared(blocks.schema(), reader.read(null, decoder));
                    }
                } catch (IOException | RuntimeException e) {
                    // What it holds is refused when it is its turn; the next block tells the names as well.
                }
            }
            return AvroFields.declared(blocks.schema(), null);
        }
    }

    @Override
    public @Nullable Parsed next() throws IOException {
        while (recordsRead == block.records()) {
            if (bytesRead < block.bytes().length) {
                return refuseRest(block.records() + " records, found more bytes than they take");
            }
            AvroBlock next = blocks.next();
            if (next == null) {
                return null;
            }
            enter(next);
            if (next.problem() != null) {
                return refuseRest(next.problem());
            }
            if (next.records() > next.bytes().length) {
                return refuseRest(next.records() + " records in " + next.bytes().length + " bytes");
            }
        }
        return record();
    }

    private void enter(AvroBlock next) {
        block = next;
        recordsRead = 0;
        bytesRead = 0;
    }

    private Parsed record() {
        try {
            int end = endOfRecord();
            byte[] bytes = Arrays.copyOfRange(block.bytes(), bytesRead, Math.min(end, bytesRead + longest));
            RawRecord raw =
                    new RawRecord(Origin.ofFile(file.name(), line + 1, block.offset(), (long) end - bytesRead), bytes);
            Parsed parsed = parse(raw);
            bytesRead = end;
            recordsRead++;
            line++;
            return parsed;
        } catch (IOException | RuntimeException e) {
            return refuseRest(AvroBlock.problem(e));
        }
    }

    /** Walks over the next record: a length that is wrong finds the end of the block, and costs no memory. */
    private int endOfRecord() {
        return AvroWalk.end(schema, block.bytes(), bytesRead);
    }

    private Parsed parse(RawRecord raw) throws IOException {
        PlacedFields fields = new PlacedFields(layout, places);
        try {
            if (raw.origin().length() > longest) {
                throw RefusedRecordException.malformed(
                        "record", "at most " + longest + " bytes", raw.origin().length() + " bytes");
            }
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(raw.bytes(), null);
            AvroFields.read(reader.read(null, decoder), fields);
        } catch (RefusedRecordException e) {
            return Parsed.refused(layout.kind(), e, raw);
        }
        return assembler.assemble(fields.texts(), raw);
    }

    private Parsed refuseRest(String found) {
        line++;
        Origin origin = Origin.ofFile(file.name(), line, block.offset(), block.length());
        enter(NONE);
        return Parsed.refused(
                layout.kind(),
                RefusedRecordException.malformed("block", "Avro records", found),
                new RawRecord(origin, new byte[0]));
    }

    @Override
    public FilePosition position() {
        return recordsRead == 0
                ? new FilePosition(blocks.position(), line, 0)
                : new FilePosition(block.offset(), line, recordsRead);
    }

    @Override
    public void close() throws IOException {
        blocks.close();
    }
}

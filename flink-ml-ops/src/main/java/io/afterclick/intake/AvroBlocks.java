package io.afterclick.intake;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.file.SeekableInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an Avro container file into blocks. Where one cannot be read, the next is found by the marker that ends every
 * block, so that damage costs one block; the library's own reader loses its place there.
 */
final class AvroBlocks implements Closeable {

    private static final int LONGEST_NUMBER = 10;
    private static final byte ONE = 2;
    private static final byte[] NOTHING = {};
    private static final long LONGEST_HEADER_TEXT = 1 << 24;
    private static final long LARGE_BLOCK = 1 << 24;
    private static final long LARGEST_BLOCK = Integer.MAX_VALUE - 1024;

    private final InputFile file;
    private final FileWindow in;
    private final Schema schema;
    private final String codec;
    private final byte[] header;
    private final byte[] marker;
    private final long bytes;
    private long position;

    /** @throws InputException if the file is no Avro container of records */
    AvroBlocks(InputFile file, SeekableInput in) throws IOException {
        this.file = file;
        this.in = new FileWindow(in);
        this.bytes = in.length();
        try {
            requireSoundHeader();
            in.seek(0);
            // Not closed, since that would close the file.
            DataFileReader<GenericRecord> opened = new DataFileReader<>(in, new GenericDatumReader<>());
            this.schema = opened.getSchema();
            String named = opened.getMetaString(DataFileConstants.CODEC);
            this.codec = named == null ? DataFileConstants.NULL_CODEC : named;
            this.header = this.in.copy(0, Math.toIntExact(opened.previousSync()));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw new InputException(file.name() + ": expected an Avro container file, found none", e);
        }
        if (schema.getType() != Schema.Type.RECORD) {
            in.close();
            throw new InputException(file.name() + ": expected Avro records, found values of type "
                    + schema.getType().getName());
        }
        this.marker = Arrays.copyOfRange(header, header.length - DataFileConstants.SYNC_SIZE, header.length);
        try {
            AvroWalk.requireFewFields(file.name(), schema);
        } catch (InputException e) {
            in.close();
            throw e;
        }
        this.position = header.length;
    }

    /** The library would make room for whatever length a header names. */
    private void requireSoundHeader() throws IOException {
        position = DataFileConstants.MAGIC.length;
        for (long count = number(); count != 0; count = number()) {
            if (count < 0) {
                number();
            }
            for (long entry = Math.abs(count); entry > 0; entry--) {
                skipText();
                skipText();
            }
        }
    }

    private void skipText() throws IOException {
        long length = number();
        if (length < 0 || length > Math.min(LONGEST_HEADER_TEXT, bytes - position)) {
            throw new AvroRuntimeException("a header with a text of " + length + " bytes");
        }
        position += length;
    }

    Schema schema() {
        return schema;
    }

    /** Where the next block begins. */
    long position() {
        return position;
    }

    /** Goes on at the beginning of a block; 0 is that of the first. */
    void seek(long block) {
        position = Math.max(header.length, block);
    }

    /** The next block, or null at the end. */
    @Nullable
    AvroBlock next() throws IOException {
        long begin = position;
        if (begin >= bytes) {
            return null;
        }
        try {
            long records = number();
            long size = number();
            int from = (int) (position - begin);
            long length = from + size + DataFileConstants.SYNC_SIZE;
            if (!fits(records, size)) {
                return broken(begin, bytes, records + " records in " + size + " bytes");
            }
            // A size that is wrong must not cost memory.
            byte[] block = size > LARGE_BLOCK && !endsBlock(position + size) ? NOTHING : in.copy(begin, (int) length);
            if (!endsBlock(position + size)) {
                return broken(begin, begin + length, "no marker at the end of its " + size + " bytes");
            }
            position = begin + length;
            return unpacked(begin, records, from, block);
        } catch (AvroRuntimeException e) {
            return broken(begin, bytes, AvroBlock.problem(e));
        }
    }

    private boolean fits(long records, long size) {
        return records >= 0
                && size >= 0
                && size <= LARGEST_BLOCK
                && position + size + DataFileConstants.SYNC_SIZE <= bytes;
    }

    /** Whether a block that begins at one place ends at the other. */
    private boolean reaches(long at, long end) throws IOException {
        position = at;
        try {
            number();
            long size = number();
            return position + size + DataFileConstants.SYNC_SIZE == end;
        } catch (AvroRuntimeException e) {
            return false;
        }
    }

    private AvroBlock unpacked(long begin, long records, int from, byte[] block) {
        try {
            byte[] unpacked = codec.equals(DataFileConstants.NULL_CODEC)
                    ? Arrays.copyOfRange(block, from, block.length - DataFileConstants.SYNC_SIZE)
                    : unpack(block);
            return new AvroBlock(begin, block.length, records, unpacked, null);
        } catch (IOException | RuntimeException e) {
            return new AvroBlock(begin, block.length, 0, NOTHING, AvroBlock.problem(e));
        } catch (LinkageError e) {
            throw new InputException(file.name() + ": expected a codec whose library is at hand, found " + codec, e);
        }
    }

    /** Only the library's own readers reach its codecs, so they are given a container of this block as one record. */
    private byte[] unpack(byte[] block) throws IOException {
        int size = 0;
        while (block[size++] < 0) {
            // The first number is how many records there are; the reader takes a block of none for the end.
        }
        byte[] container = Arrays.copyOf(header, header.length + 1 + block.length - size);
        container[header.length] = ONE;
        System.arraycopy(block, size, container, header.length + 1, block.length - size);
        try (DataFileStream<GenericRecord> stream =
                new DataFileStream<>(new SeekableByteArrayInput(container), new GenericDatumReader<>())) {
            ByteBuffer records = stream.nextBlock();
            int at = records.arrayOffset() + records.position();
            return Arrays.copyOfRange(records.array(), at, at + records.remaining());
        }
    }

    /**
     * Goes on after the first marker that is found, unless that is the next block's, since this one's alone is damaged.
     *
     * @param claimedEnd where the block says that it ends
     */
    private AvroBlock broken(long begin, long claimedEnd, String problem) throws IOException {
        long marked = begin + 1;
        while (marked < bytes && !endsBlock(marked)) {
            marked++;
        }
        long end = Math.min(bytes, marked + DataFileConstants.SYNC_SIZE);
        boolean markerAlone = claimedEnd < end && reaches(claimedEnd, end);
        position = markerAlone ? claimedEnd : end;
        return new AvroBlock(begin, position - begin, 0, NOTHING, problem);
    }

    private boolean endsBlock(long at) throws IOException {
        if (at + marker.length > bytes) {
            return false;
        }
        for (int i = 0; i < marker.length; i++) {
            if (in.at(at + i) != marker[i]) {
                return false;
            }
        }
        return true;
    }

    private long number() throws IOException {
        long value = 0;
        for (int i = 0; i < LONGEST_NUMBER && position < bytes; i++) {
            byte next = in.at(position++);
            value |= (long) (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new AvroRuntimeException("a number without an end");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

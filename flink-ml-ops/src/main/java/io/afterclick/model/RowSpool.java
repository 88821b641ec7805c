package io.afterclick.model;

import io.afterclick.learn.RowFormat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows in a file in the order in which they came, to be read in the order of their ids. Memory: 8 to 16 bytes for each row, a few
 * dozen while those of a field that came in no order are sorted.
 */
final class RowSpool implements Closeable {

    private static final int ROWS_AT_ONCE = 1 << 10;

    private final Path path;
    private final FileChannel file;
    private final int width;
    private final Field[] fields;
    private final ByteBuffer outgoing;
    private int rows;

    /** Ids of a field, and the place of each in the file. */
    private static final class Field {
        private long[] ids = new long[16];
        private int[] places = new int[16];
        private int size;
        private boolean ascends = true;

        void add(long id, int place) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, 2 * size);
                places = Arrays.copyOf(places, 2 * size);
            }
            ascends &= size == 0 || Long.compareUnsigned(ids[size - 1], id) < 0;
            ids[size] = id;
            places[size++] = place;
        }

        void sort(String name) {
            if (ascends) {
                return;
            }
            int[] order = IntStream.range(0, size)
                    .boxed()
                    .sorted((a, b) -> Long.compareUnsigned(ids[a], ids[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            ids = Arrays.stream(order).mapToLong(i -> ids[i]).toArray();
            places = Arrays.stream(order).map(i -> places[i]).toArray();
            ascends = true;
            for (int i = 1; i < size; i++) {
                if (ids[i - 1] == ids[i]) {
                    throw new IllegalStateException("rows of " + name + ": expected each once, found id "
                            + Long.toUnsignedString(ids[i]) + " twice");
                }
            }
        }
    }

    private RowSpool(Path path, FileChannel file, RowFormat format) {
        this.path = path;
        this.file = file;
        this.width = format.layout().width();
        this.fields = new Field[format.fields().size()];
        Arrays.setAll(fields, field -> new Field());
        this.outgoing = ByteBuffer.allocate(ROWS_AT_ONCE * width * Float.BYTES);
    }

    /** Opens a file, empty, whether it exists or not. */
    static RowSpool create(Path path, RowFormat format) throws IOException {
        FileChannel file = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        return new RowSpool(path, file, format);
    }

    /** Adds a row: elements from {@code from} on. */
    void add(int field, long id, float[] values, int from) throws IOException {
        fields[field].add(id, rows);
        rows = Math.incrementExact(rows);
        for (int i = from; i < from + width; i++) {
            outgoing.putFloat(values[i]);
        }
        if (!outgoing.hasRemaining()) {
            drain();
        }
    }

    private void drain() throws IOException {
        outgoing.flip();
        while (outgoing.hasRemaining()) {
            file.write(outgoing);
        }
        outgoing.clear();
    }

    int count(int field) {
        return fields[field].size;
    }

    /** Shows all rows, field after field, in the order of their ids as unsigned numbers. */
    void forEach(RowFormat format, RowUse use) throws IOException {
        drain();
        float[] row = new float[width];
        ByteBuffer bytes = ByteBuffer.allocate(width * Float.BYTES);
        for (int field = 0; field < fields.length; field++) {
            Field of = fields[field];
            of.sort(format.fields().get(field));
            for (int i = 0; i < of.size; i++) {
                read(of.places[i], bytes);
                bytes.asFloatBuffer().get(row);
                use.row(field, of.ids[i], row);
            }
        }
    }

    private void read(int place, ByteBuffer bytes) throws IOException {
        long at = (long) place * bytes.capacity();
        bytes.clear();
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                throw new IOException(path + ": expected row " + place + ", found the end of the file");
            }
        }
        bytes.flip();
    }

    /** Removes the file. */
    @Override
    public void close() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }
}

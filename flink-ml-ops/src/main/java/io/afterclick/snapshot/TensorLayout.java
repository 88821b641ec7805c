package io.afterclick.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a safetensors file holds and where: its values lie one after the other behind the header, without gap or overlap, to
 * the end of the file.
 *
 * @param places by name, in the order of the values
 * @param dataStart first byte behind the header
 */
record TensorLayout(Map<String, TensorPlace> places, Map<String, String> metadata, long dataStart) {

    /** Longest header we read, in bytes: some hundred thousand tensors. */
    static final int MOST_HEADER_BYTES = 32 << 20;

    static TensorLayout read(String file, FileChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer length = ByteBuffer.allocate(HeaderEncoder.LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (size < HeaderEncoder.LENGTH_BYTES) {
            throw new SnapshotException(
                    file + ": expected at least " + HeaderEncoder.LENGTH_BYTES + " bytes, found " + size);
        }
        readFully(file, channel, length, 0);
        long headerBytes = length.getLong(0);
        long most = Math.min(MOST_HEADER_BYTES, size - HeaderEncoder.LENGTH_BYTES);
        if (headerBytes < 0 || headerBytes > most) {
            throw new SnapshotException(file + ": expected a header of at most " + most + " bytes, found a length of "
                    + Long.toUnsignedString(headerBytes));
        }
        byte[] header = new byte[(int) headerBytes];
        readFully(file, channel, ByteBuffer.wrap(header), HeaderEncoder.LENGTH_BYTES);
        HeaderParser parsed = new HeaderParser(file, header);
        long dataStart = HeaderEncoder.LENGTH_BYTES + headerBytes;
        return new TensorLayout(
                inOrder(file, parsed.places(), size - dataStart), Map.copyOf(parsed.metadata()), dataStart);
    }

    /** Reads until the buffer is full. */
    static void readFully(String file, FileChannel channel, ByteBuffer buffer, long position) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new SnapshotException(
                        file + ": expected " + buffer.remaining() + " more bytes at " + at + ", found the file's end");
            }
            at += read;
        }
    }

    private static Map<String, TensorPlace> inOrder(String file, List<TensorPlace> places, long dataBytes)
            throws SnapshotException {
        List<TensorPlace> sorted = places.stream()
                .sorted(Comparator.comparingLong(TensorPlace::begin).thenComparingLong(TensorPlace::end))
                .toList();
        Map<String, TensorPlace> byName = new LinkedHashMap<>();
        long begin = 0;
        for (TensorPlace place : sorted) {
            if (place.begin() != begin) {
                throw refused(file, place, "values from byte " + begin, "byte " + place.begin());
            }
            long bytes = bytes(file, place);
            if (place.end() - place.begin() != bytes) {
                String needed = bytes + " bytes for " + place.spec().type() + " "
                        + place.spec().shapeText();
                throw refused(file, place, needed, Long.toString(place.end() - place.begin()));
            }
            if (place.end() > dataBytes) {
                throw refused(file, place, "values within " + dataBytes + " bytes", "byte " + place.end());
            }
            begin = place.end();
            byName.put(place.spec().name(), place);
        }
        if (begin != dataBytes) {
            throw new SnapshotException(file + ": expected " + begin + " bytes of values, found " + dataBytes);
        }
        return byName;
    }

    private static long bytes(String file, TensorPlace place) throws SnapshotException {
        try {
            return place.spec().bytes();
        } catch (ArithmeticException e) {
            throw refused(
                    file,
                    place,
                    "a size that a long can hold",
                    Excerpts.plain(place.spec().shapeText()));
        }
    }

    private static SnapshotException refused(String file, TensorPlace place, String expected, String found) {
        return new SnapshotException("tensor " + Excerpts.plain(place.spec().name()) + ": expected " + expected
                + ", found " + found + " in " + file);
    }
}

package io.afterclick.intake;

import io.afterclick.event.Origin;
import io.afterclick.event.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into lines, ended by a line feed that a carriage return may precede. Empty lines are no records. Of a line
 * that is longer than the limit only the first bytes are kept; its origin tells its true length.
 */
final class LineCursor implements RecordCursor {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte LINE_FEED = '\n';
    private static final byte CARRIAGE_RETURN = '\r';

    private final InputStream in;
    private final String file;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int limit;
    private long offset;
    private long line;
    private byte[] carried = new byte[256];
    private int carriedBytes;

    /**
     * @param in positioned at {@code start}
     * @param longest bytes of a line that are kept at most
     */
    LineCursor(InputStream in, String file, int longest, FilePosition start) {
        this.in = in;
        this.file = file;
        this.longest = longest;
        this.offset = start.offset();
        this.line = start.line();
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        while (true) {
            long begin = offset;
            byte[] bytes = readLine();
            if (bytes == null) {
                return null;
            }
            line++;
            if (bytes.length > 0) {
                return new RawRecord(Origin.ofFile(file, line, begin, offset - begin), bytes);
            }
        }
    }

    @Override
    public FilePosition position() {
        return new FilePosition(offset, line, 0);
    }

    private byte @Nullable [] readLine() throws IOException {
        carriedBytes = 0;
        boolean any = false;
        while (true) {
            if (next == limit && !fill()) {
                return any ? line(buffer, 0, 0) : null;
            }
            any = true;
            int end = indexOfLineFeed();
            if (end >= 0) {
                byte[] bytes = line(buffer, next, end);
                offset += end + 1L - next;
                next = end + 1;
                return bytes;
            }
            carry(next, limit);
            offset += limit - next;
            next = limit;
        }
    }

    private boolean fill() throws IOException {
        next = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    private int indexOfLineFeed() {
        for (int i = next; i < limit; i++) {
            if (buffer[i] == LINE_FEED) {
                return i;
            }
        }
        return -1;
    }

    private byte[] line(byte[] bytes, int from, int to) {
        if (carriedBytes == 0) {
            return Arrays.copyOfRange(bytes, from, withoutReturn(bytes, from, Math.min(to, from + longest)));
        }
        carry(from, to);
        return Arrays.copyOf(carried, withoutReturn(carried, 0, carriedBytes));
    }

    private void carry(int from, int to) {
        int length = Math.min(to - from, longest - carriedBytes);
        if (carriedBytes + length > carried.length) {
            carried = Arrays.copyOf(carried, Math.max(carriedBytes + length, 2 * carried.length));
        }
        System.arraycopy(buffer, from, carried, carriedBytes, length);
        carriedBytes += length;
    }

    private static int withoutReturn(byte[] bytes, int from, int to) {
        return to > from && bytes[to - 1] == CARRIAGE_RETURN ? to - 1 : to;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

package io.afterclick.intake;

import io.afterclick.event.Origin;
import io.afterclick.event.RawRecord;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into lines, ended by a line feed that a carriage return may precede. What ends a line is no part of the
 * record, nor is a byte order mark at the beginning of the file, and empty lines are no records. Of a line that is longer
 * than the limit only the first bytes are kept; its origin tells its true length.
 */
final class LineCursor implements RecordCursor {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte LINE_FEED = '\n';
    private static final byte CARRIAGE_RETURN = '\r';
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final String file;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int limit;
    private long offset;
    private long line;
    private byte[] kept = new byte[256];
    private int keptBytes;
    private long lineBytes;
    private byte lastByte;

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
            if (!readLine()) {
                return null;
            }
            line++;
            if (lineBytes > 0 && lastByte == CARRIAGE_RETURN) {
                lineBytes--;
            }
            int mark = begin == 0 && beginsWithMark() ? BYTE_ORDER_MARK.length : 0;
            if (lineBytes > mark) {
                int end = (int) Math.min(keptBytes, lineBytes);
                return new RawRecord(
                        Origin.ofFile(file, line, begin + mark, lineBytes - mark), Arrays.copyOfRange(kept, mark, end));
            }
        }
    }

    @Override
    public FilePosition position() {
        return new FilePosition(offset, line, 0);
    }

    /** Reads up to and with the next line feed, or to the end of the file; false if there was nothing left. */
    private boolean readLine() throws IOException {
        keptBytes = 0;
        lineBytes = 0;
        boolean any = false;
        while (next < limit || fill()) {
            any = true;
            int end = indexOfLineFeed();
            keep(next, end < 0 ? limit : end);
            int after = end < 0 ? limit : end + 1;
            offset += after - next;
            next = after;
            if (end >= 0) {
                return true;
            }
        }
        return any;
    }

    private boolean fill() throws IOException {
        next = 0;
        limit = 0;
        try {
            limit = Math.max(0, in.read(buffer, 0, buffer.length));
        } catch (ZipException | EOFException e) {
            throw new InputException(
                    file + ":" + (line + 1) + ": expected a gzip file that unpacks to its end, found " + e.getMessage()
                            + " after byte " + offset,
                    e);
        }
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

    private void keep(int from, int to) {
        if (from == to) {
            return;
        }
        int length = Math.min(to - from, longest - keptBytes);
        if (keptBytes + length > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(keptBytes + length, 2 * kept.length));
        }
        System.arraycopy(buffer, from, kept, keptBytes, length);
        keptBytes += length;
        lineBytes += to - from;
        lastByte = buffer[to - 1];
    }

    private boolean beginsWithMark() {
        int length = BYTE_ORDER_MARK.length;
        return keptBytes >= length && Arrays.equals(kept, 0, length, BYTE_ORDER_MARK, 0, length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

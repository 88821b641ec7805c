package io.afterclick.letter;

import io.afterclick.intake.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Copies a file of lines, another record standing in the place of some. Whatever is not replaced keeps its bytes, line
 * ends included; a dropped record leaves an empty line, so that the lines after it keep their numbers.
 */
final class Splice {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte LINE_FEED = '\n';
    private static final byte CARRIAGE_RETURN = '\r';
    private static final int BYTE_ORDER_MARK_BYTES = 3;
    private static final byte BYTE_ORDER_MARK_END = (byte) 0xBF;
    private static final int END = -1;

    /**
     * A record to replace.
     *
     * @param where the repair was read, for messages
     * @param offset byte where it begins
     * @param length its bytes, without what ends its line
     * @param found its first bytes, or all of them
     * @param instead what stands in its place
     */
    record Piece(String where, long offset, long length, byte[] found, byte[] instead) {}

    private final String file;
    private final PushbackInputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long offset;
    private byte last = LINE_FEED;

    private Splice(String file, InputStream in, OutputStream out) {
        this.file = file;
        this.in = new PushbackInputStream(in, 2);
        this.out = out;
    }

    /**
     * Copies from a file's beginning to its end.
     *
     * @param pieces in the order of their offsets
     * @throws InputException if a piece is not there as it was found, as a line of its own; what was written is no good
     */
    static void copy(String file, InputStream in, OutputStream out, List<Piece> pieces) throws IOException {
        Splice splice = new Splice(file, in, out);
        for (Piece piece : pieces) {
            splice.copyTo(piece);
            splice.replace(piece);
        }
        splice.in.transferTo(out);
    }

    private void copyTo(Piece piece) throws IOException {
        if (piece.offset() < offset) {
            throw changed(piece, "a record that begins behind the one before it");
        }
        while (offset < piece.offset()) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, piece.offset() - offset));
            if (read == END) {
                throw changed(piece, "the end of the file at byte " + offset);
            }
            out.write(buffer, 0, read);
            offset += read;
            last = buffer[read - 1];
        }
    }

    private void replace(Piece piece) throws IOException {
        boolean afterMark = offset == BYTE_ORDER_MARK_BYTES && last == BYTE_ORDER_MARK_END;
        if (last != LINE_FEED && !afterMark) {
            throw changed(piece, "the middle of a line");
        }
        byte[] there = in.readNBytes(piece.found().length);
        if (!Arrays.equals(there, piece.found())) {
            throw changed(piece, "'" + Printable.startOf(there, 60) + "'");
        }
        offset += there.length;
        skipRest(piece);
        if (!endsLine()) {
            throw changed(piece, "a longer line");
        }
        out.write(piece.instead());
        // Its line has not ended yet: no other record can begin here.
        last = CARRIAGE_RETURN;
    }

    /** What lies behind the bytes that were kept of a long record. */
    private void skipRest(Piece piece) throws IOException {
        long end = piece.offset() + piece.length();
        while (offset < end) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, end - offset));
            if (read == END) {
                throw changed(piece, "the end of the file at byte " + offset);
            }
            for (int i = 0; i < read; i++) {
                if (buffer[i] == LINE_FEED) {
                    throw changed(piece, "a shorter line");
                }
            }
            offset += read;
        }
    }

    private boolean endsLine() throws IOException {
        int first = in.read();
        int second = first == CARRIAGE_RETURN ? in.read() : END;
        boolean ends = first == END
                || first == LINE_FEED
                || (first == CARRIAGE_RETURN && (second == END || second == LINE_FEED));
        if (second != END) {
            in.unread(second);
        }
        if (first != END) {
            in.unread(first);
        }
        return ends;
    }

    private InputException changed(Piece piece, String found) {
        return new InputException(piece.where() + ": expected the record '" + Printable.startOf(piece.found(), 60)
                + "' of " + piece.length() + " bytes in " + file + " at byte " + piece.offset() + ", found " + found);
    }
}

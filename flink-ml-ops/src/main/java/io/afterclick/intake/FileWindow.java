package io.afterclick.intake;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.file.SeekableInput;

/** Single bytes and pieces of a file at any place; reading forward costs no seek. Not thread-safe. */
final class FileWindow implements Closeable {

    private static final int WINDOW_BYTES = 1 << 16;

    private final SeekableInput in;
    private final byte[] window = new byte[WINDOW_BYTES];
    private long begin;
    private int length;

    FileWindow(SeekableInput in) {
        this.in = in;
    }

    byte at(long position) throws IOException {
        if (position < begin || position >= begin + length) {
            length = 0;
            begin = position;
            seek(position);
            length = Math.max(0, in.read(window, 0, WINDOW_BYTES));
            if (length == 0) {
                throw new EOFException("the end of the file at byte " + position);
            }
        }
        return window[(int) (position - begin)];
    }

    byte[] copy(long position, int size) throws IOException {
        byte[] bytes = new byte[size];
        int done = 0;
        if (position >= begin && position < begin + length) {
            int from = (int) (position - begin);
            done = Math.min(size, length - from);
            System.arraycopy(window, from, bytes, 0, done);
        }
        if (done < size) {
            seek(position + done);
        }
        while (done < size) {
            int more = in.read(bytes, done, size - done);
            if (more < 0) {
                throw new EOFException("the end of the file at byte " + (position + done));
            }
            done += more;
        }
        return bytes;
    }

    private void seek(long position) throws IOException {
        if (in.tell() != position) {
            in.seek(position);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

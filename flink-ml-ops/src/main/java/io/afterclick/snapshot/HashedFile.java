package io.afterclick.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** A file that is written front to back through a buffer of 64 KiB, and its SHA-256. */
final class HashedFile implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final FileChannel channel;
    private final MessageDigest digest = Sha256.start();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private HashedFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens a file, empty, whether it exists or not. */
    static HashedFile create(Path path) throws IOException {
        return new HashedFile(FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
    }

    void write(byte[] bytes) throws IOException {
        flush();
        drain(ByteBuffer.wrap(bytes));
    }

    /** A little-endian buffer with room for a value of so many bytes; what is put there is written. */
    ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    /** Writes out all, makes it durable, and returns the digest. */
    String finish() throws IOException {
        flush();
        channel.force(true);
        return Sha256.finish(digest);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void flush() throws IOException {
        buffer.flip();
        drain(buffer);
        buffer.clear();
    }

    private void drain(ByteBuffer bytes) throws IOException {
        digest.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}

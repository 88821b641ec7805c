package io.afterclick.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a safetensors file whose tensors are filled side by side, each from front to back, to the same bytes as
 * {@link TensorFileWriter}. Memory: 64 KiB for each tensor that is begun and not full.
 *
 * <p>Order of calls: {@code append} until all tensors are full; {@link #finish()}; {@link #close()}.
 */
public final class SideBySideWriter implements TensorSink, Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    /** Where a tensor stands. */
    private static final class Progress {
        final TensorSpec spec;
        long position;
        long remaining;

        @Nullable
        ByteBuffer buffer;

        Progress(TensorSpec spec, long position) {
            this.spec = spec;
            this.position = position;
            this.remaining = spec.elements();
        }
    }

    private final FileChannel channel;
    private final Path path;
    private final Map<String, Progress> tensors = new LinkedHashMap<>();
    private @Nullable String sha256;

    private SideBySideWriter(FileChannel channel, Path path, List<TensorSpec> order, long start) {
        this.channel = channel;
        this.path = path;
        long position = start;
        for (TensorSpec spec : order) {
            tensors.put(spec.name(), new Progress(spec, position));
            position += spec.bytes();
        }
    }

    /** Opens a file, which may exist, and writes its head. */
    static SideBySideWriter create(Path path, List<TensorSpec> specs) throws IOException {
        List<TensorSpec> order = specs.stream().sorted(TensorSpec.FILE_ORDER).toList();
        TensorFileWriter.requireUniqueNames(path.toString(), order);
        byte[] head = HeaderEncoder.encode(order, Map.of());
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            SideBySideWriter writer = new SideBySideWriter(channel, path, order, head.length);
            writer.write(ByteBuffer.wrap(head), 0);
            return writer;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void append(String name, float[] values, int from, int to) throws IOException {
        Progress tensor = take(name, ElementType.F32, to - from);
        for (int at = from; at < to; ) {
            ByteBuffer room = room(tensor);
            int count = Math.min(to - at, room.remaining() / Float.BYTES);
            for (int end = at + count; at < end; at++) {
                room.putFloat(values[at]);
            }
        }
        flushIfFull(tensor);
    }

    @Override
    public void append(String name, long[] values, int from, int to) throws IOException {
        Progress tensor = take(name, ElementType.I64, to - from);
        for (int at = from; at < to; at++) {
            room(tensor).putLong(values[at]);
        }
        flushIfFull(tensor);
    }

    private Progress take(String name, ElementType type, int count) {
        Progress tensor = tensors.get(name);
        if (tensor == null || tensor.spec.type() != type || count > tensor.remaining) {
            String found = tensor == null ? "none" : tensor.remaining + " more of " + tensor.spec.type();
            throw new IllegalStateException("tensor " + name + ": expected room for " + count + " elements of " + type
                    + ", found " + found + " in " + path);
        }
        tensor.remaining -= count;
        return tensor;
    }

    private ByteBuffer room(Progress tensor) throws IOException {
        ByteBuffer buffer = tensor.buffer;
        if (buffer == null) {
            buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            tensor.buffer = buffer;
        }
        if (!buffer.hasRemaining()) {
            flush(tensor, buffer);
        }
        return buffer;
    }

    private void flushIfFull(Progress tensor) throws IOException {
        if (tensor.remaining == 0 && tensor.buffer != null) {
            flush(tensor, tensor.buffer);
            tensor.buffer = null;
        }
    }

    private void flush(Progress tensor, ByteBuffer buffer) throws IOException {
        buffer.flip();
        int bytes = buffer.remaining();
        write(buffer, tensor.position);
        tensor.position += bytes;
        buffer.clear();
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** Makes the file durable, reads it once more, and returns its SHA-256. */
    public String finish() throws IOException {
        for (Progress tensor : tensors.values()) {
            if (tensor.remaining > 0) {
                long found = tensor.spec.elements() - tensor.remaining;
                throw new IllegalStateException("tensor " + tensor.spec.name() + ": expected " + tensor.spec.elements()
                        + " elements, found " + found + " in " + path);
            }
        }
        channel.force(true);
        sha256 = Sha256.of(path);
        return sha256;
    }

    /** The SHA-256 of the file once it is finished, null before. */
    @Nullable
    String sha256() {
        return sha256;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

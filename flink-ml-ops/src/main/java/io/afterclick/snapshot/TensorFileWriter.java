package io.afterclick.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a safetensors file piece by piece; memory: one buffer of 64 KiB, however large the tensors are.
 *
 * <p>Legal order of calls: {@code append} for each tensor in {@link #order()}, as often as it takes to write all its elements
 * (none for a tensor without any); then {@link #finish()}; then {@link #close()}. Closed without {@code finish}, the file is of
 * no use. After an I/O error only {@code close} is left.
 */
public final class TensorFileWriter implements TensorSink, Closeable {

    private final HashedFile out;
    private final String file;
    private final List<TensorSpec> order;
    private int current = -1;
    private long remaining;
    private @Nullable String sha256;

    private TensorFileWriter(HashedFile out, String file, List<TensorSpec> order) {
        this.out = out;
        this.file = file;
        this.order = order;
    }

    /** Opens a file, which may exist, and writes its head. */
    public static TensorFileWriter create(Path path, List<TensorSpec> specs, Map<String, String> metadata)
            throws IOException {
        List<TensorSpec> order = specs.stream().sorted(TensorSpec.FILE_ORDER).toList();
        String file = path.toString();
        requireUniqueNames(file, order);
        byte[] head = HeaderEncoder.encode(order, metadata);
        HashedFile out = HashedFile.create(path);
        try {
            out.write(head);
            return new TensorFileWriter(out, file, order);
        } catch (IOException | RuntimeException e) {
            out.close();
            throw e;
        }
    }

    /** The tensors in the order in which they are to be written: 8-byte elements first, then by name. */
    public List<TensorSpec> order() {
        return order;
    }

    @Override
    public void append(String name, float[] values, int from, int to) throws IOException {
        begin(name, ElementType.F32, to - from);
        for (int at = from; at < to; ) {
            ByteBuffer room = out.room(Float.BYTES);
            int count = Math.min(to - at, room.remaining() / Float.BYTES);
            room.asFloatBuffer().put(values, at, count);
            room.position(room.position() + count * Float.BYTES);
            at += count;
        }
    }

    @Override
    public void append(String name, long[] values, int from, int to) throws IOException {
        begin(name, ElementType.I64, to - from);
        for (int at = from; at < to; at++) {
            out.room(Long.BYTES).putLong(values[at]);
        }
    }

    /** Appends elements {@code from} to before {@code to} of an array to a tensor of ints. */
    public void append(String name, int[] values, int from, int to) throws IOException {
        begin(name, ElementType.I32, to - from);
        for (int at = from; at < to; at++) {
            out.room(Integer.BYTES).putInt(values[at]);
        }
    }

    /** Writes out what is buffered, makes it durable, and returns the SHA-256 of the whole file. */
    public String finish() throws IOException {
        skipFull();
        if (current < order.size()) {
            TensorSpec spec = order.get(current);
            throw new IllegalStateException("tensor " + spec.name() + ": expected " + spec.elements()
                    + " elements, found " + (spec.elements() - remaining) + " in " + file);
        }
        if (sha256 == null) {
            sha256 = out.finish();
        }
        return sha256;
    }

    /** The SHA-256 of the file once it is finished, null before. */
    @Nullable
    String sha256() {
        return sha256;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void begin(String name, ElementType type, int count) {
        skipFull();
        if (current == order.size()) {
            throw new IllegalStateException(
                    "tensor " + name + ": expected no more values, found " + count + " for " + file);
        }
        TensorSpec spec = order.get(current);
        if (!spec.name().equals(name) || spec.type() != type) {
            throw new IllegalStateException("tensor " + name + ": expected " + spec.type() + " values of " + spec.name()
                    + ", found " + type + " values for " + file);
        }
        if (count < 0 || count > remaining) {
            throw new IllegalStateException("tensor " + name + ": expected at most " + remaining
                    + " more elements, found " + count + " for " + file);
        }
        remaining -= count;
    }

    private void skipFull() {
        while (remaining == 0 && current < order.size()) {
            current++;
            remaining = current < order.size() ? order.get(current).elements() : 0;
        }
    }

    static void requireUniqueNames(String file, List<TensorSpec> specs) {
        Set<String> names = new HashSet<>();
        for (TensorSpec spec : specs) {
            if (!names.add(spec.name()) || spec.name().equals(HeaderEncoder.METADATA)) {
                throw new IllegalArgumentException(
                        "tensor " + spec.name() + ": expected a name of its own, found it taken in " + file);
            }
        }
    }
}

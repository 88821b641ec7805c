package io.afterclick.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * Reads a safetensors file by position; memory: its header, and at most 64 KiB per call. Safe to use from several threads.
 *
 * <p>The layout is checked when the file is opened; values are read as they are.
 */
public final class TensorFileReader implements TensorSource, Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final FileChannel channel;
    private final String file;
    private final TensorLayout layout;
    private final List<TensorSpec> specs;

    private TensorFileReader(FileChannel channel, String file, TensorLayout layout) {
        this.channel = channel;
        this.file = file;
        this.layout = layout;
        this.specs = layout.places().values().stream().map(TensorPlace::spec).toList();
    }

    public static TensorFileReader open(Path path) throws IOException {
        String file = path.toString();
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new TensorFileReader(channel, file, TensorLayout.read(file, channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The tensors, in the order of their values in the file. */
    @Override
    public List<TensorSpec> specs() {
        return specs;
    }

    /** The texts that came with the tensors. */
    public Map<String, String> metadata() {
        return layout.metadata();
    }

    @Override
    public String location() {
        return file;
    }

    @Override
    public TensorSpec spec(String name) throws SnapshotException {
        return place(name).spec();
    }

    @Override
    public void read(String name, long first, float[] target, int offset, int count) throws IOException {
        long position = position(name, ElementType.F32, first, count);
        ByteBuffer buffer = buffer(ElementType.F32, count);
        for (int done = 0; done < count; ) {
            int some = fill(buffer, ElementType.F32, position, done, count);
            buffer.asFloatBuffer().get(target, offset + done, some);
            done += some;
        }
    }

    /** Reads elements of a tensor of longs, counted in row-major order from {@code first}. */
    public void read(String name, long first, long[] target, int offset, int count) throws IOException {
        long position = position(name, ElementType.I64, first, count);
        ByteBuffer buffer = buffer(ElementType.I64, count);
        for (int done = 0; done < count; ) {
            int some = fill(buffer, ElementType.I64, position, done, count);
            buffer.asLongBuffer().get(target, offset + done, some);
            done += some;
        }
    }

    /** Reads elements of a tensor of ints, counted in row-major order from {@code first}. */
    public void read(String name, long first, int[] target, int offset, int count) throws IOException {
        long position = position(name, ElementType.I32, first, count);
        ByteBuffer buffer = buffer(ElementType.I32, count);
        for (int done = 0; done < count; ) {
            int some = fill(buffer, ElementType.I32, position, done, count);
            buffer.asIntBuffer().get(target, offset + done, some);
            done += some;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static ByteBuffer buffer(ElementType type, int count) {
        long bytes = Math.min(BUFFER_BYTES, (long) count * type.bytes());
        return ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Fills the buffer with the elements after those done; returns how many. */
    private int fill(ByteBuffer buffer, ElementType type, long position, int done, int count) throws IOException {
        int some = Math.min(buffer.capacity() / type.bytes(), count - done);
        buffer.clear().limit(some * type.bytes());
        TensorLayout.readFully(file, channel, buffer, position + (long) done * type.bytes());
        buffer.flip();
        return some;
    }

    private long position(String name, ElementType type, long first, int count) throws SnapshotException {
        TensorPlace place = place(name);
        TensorSpec spec = place.spec();
        if (spec.type() != type) {
            throw new SnapshotException(
                    "tensor " + name + ": expected " + type + ", found " + spec.type() + " in " + file);
        }
        if (first < 0 || count < 0 || first > spec.elements() - count) {
            throw new SnapshotException("tensor " + name + ": expected elements up to " + spec.elements()
                    + ", found a request for " + count + " from " + first + " in " + file);
        }
        return layout.dataStart() + place.begin() + first * type.bytes();
    }

    private TensorPlace place(String name) throws SnapshotException {
        TensorPlace place = layout.places().get(name);
        if (place == null) {
            throw new SnapshotException("tensor " + name + ": expected in " + file + ", found none");
        }
        return place;
    }
}

package io.afterclick.job.bytes;

import io.afterclick.event.Packing;
import io.afterclick.job.record.ModelSlice;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes of pieces of a model. */
final class SliceBytes {

    private static final byte BEGIN = 0;
    private static final byte DENSE = 1;
    private static final byte ROWS = 2;
    private static final byte END = 3;
    private static final byte GONE = 4;
    private static final int ROWS_AT_ONCE = 1 << 14;

    private SliceBytes() {}

    static void write(ModelSlice slice, DataOutput out) throws IOException {
        out.writeByte(kind(slice));
        Packing.writeText(slice.variant(), out);
        Packing.writeLong(slice.epoch(), out);
        Packing.writeInt(slice.number(), out);
        if (slice instanceof ModelSlice.Begin begin) {
            Packing.writeLong(begin.steps(), out);
            writeTime(begin.trainedFrom(), out);
            writeTime(begin.trainedTo(), out);
        } else if (slice instanceof ModelSlice.Dense dense) {
            Packing.writeText(dense.name(), out);
            Packing.writeInt(dense.shape().size(), out);
            for (long size : dense.shape()) {
                Packing.writeLong(size, out);
            }
            writeFloats(dense.values(), out);
        } else if (slice instanceof ModelSlice.Rows rows) {
            writeKeys(rows.fields(), rows.ids(), out);
            writeFloats(rows.embeddings(), out);
        } else if (slice instanceof ModelSlice.Gone gone) {
            writeKeys(gone.fields(), gone.ids(), out);
        }
    }

    private static void writeKeys(int[] fields, long[] ids, DataOutput out) throws IOException {
        Packing.writeInt(ids.length, out);
        for (int i = 0; i < ids.length; i++) {
            Packing.writeInt(fields[i], out);
            out.writeLong(ids[i]);
        }
    }

    private static byte kind(ModelSlice slice) {
        if (slice instanceof ModelSlice.Begin) {
            return BEGIN;
        }
        if (slice instanceof ModelSlice.Dense) {
            return DENSE;
        }
        if (slice instanceof ModelSlice.Gone) {
            return GONE;
        }
        return slice instanceof ModelSlice.Rows ? ROWS : END;
    }

    static ModelSlice read(DataInput in) throws IOException {
        byte kind = in.readByte();
        String variant = Packing.readText(in);
        long epoch = Packing.readLong(in);
        int number = Packing.readInt(in);
        return switch (kind) {
            case BEGIN -> new ModelSlice.Begin(variant, epoch, Packing.readLong(in), readTime(in), readTime(in));
            case DENSE ->
                new ModelSlice.Dense(variant, epoch, number, Packing.readText(in), readShape(in), readFloats(in));
            case ROWS -> {
                Keys keys = Keys.read(in);
                yield new ModelSlice.Rows(variant, epoch, number, keys.fields, keys.ids, readFloats(in));
            }
            case GONE -> {
                Keys keys = Keys.read(in);
                yield new ModelSlice.Gone(variant, epoch, number, keys.fields, keys.ids);
            }
            case END -> new ModelSlice.End(variant, epoch, number);
            default -> throw new IOException("piece of a model: expected a kind of 0 to 4, found " + kind);
        };
    }

    private static List<Long> readShape(DataInput in) throws IOException {
        int dimensions = Packing.readSize(in);
        List<Long> shape = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            shape.add(Packing.readLong(in));
        }
        return shape;
    }

    /** Which rows. */
    private static final class Keys {
        private int[] fields;
        private long[] ids;

        Keys(int count) {
            fields = new int[count];
            ids = new long[count];
        }

        static Keys read(DataInput in) throws IOException {
            int count = Packing.readSize(in);
            // A count that is wrong must not cost memory.
            Keys keys = new Keys(Math.min(count, ROWS_AT_ONCE));
            for (int i = 0; i < count; i++) {
                if (i == keys.ids.length) {
                    keys.grow((int) Math.min(count, 2L * i));
                }
                keys.fields[i] = Packing.readInt(in);
                keys.ids[i] = in.readLong();
            }
            return keys;
        }

        private void grow(int count) {
            fields = Arrays.copyOf(fields, count);
            ids = Arrays.copyOf(ids, count);
        }
    }

    private static void writeTime(@Nullable Long time, DataOutput out) throws IOException {
        out.writeBoolean(time != null);
        if (time != null) {
            Packing.writeLong(time, out);
        }
    }

    private static @Nullable Long readTime(DataInput in) throws IOException {
        return in.readBoolean() ? (Long) Packing.readLong(in) : null;
    }

    private static void writeFloats(float[] floats, DataOutput out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(floats.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(floats);
        Packing.writeBytes(bytes.array(), out);
    }

    private static float[] readFloats(DataInput in) throws IOException {
        byte[] bytes = Packing.readBytes(in);
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }
}

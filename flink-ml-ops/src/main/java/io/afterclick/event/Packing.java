package io.afterclick.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The primitives of everything that is kept in state or sent between operators: short numbers, texts, bytes. */
public final class Packing {

    private static final int MORE = 0x80;
    private static final int SEVEN_BITS = 0x7F;

    private Packing() {}

    /** Writes a number so that small magnitudes of either sign are short: zigzag, then seven bits a byte. */
    public static void writeLong(long value, DataOutput out) throws IOException {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~SEVEN_BITS) != 0) {
            out.writeByte((int) (rest & SEVEN_BITS) | MORE);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /** Reads what {@link #writeLong} wrote. */
    public static long readLong(DataInput in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.readByte();
            value |= (long) (next & SEVEN_BITS) << shift;
            if ((next & MORE) == 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new IOException("Packed number: expected at most 10 bytes, found more");
    }

    public static void writeInt(int value, DataOutput out) throws IOException {
        writeLong(value, out);
    }

    public static int readInt(DataInput in) throws IOException {
        return Math.toIntExact(readLong(in));
    }

    public static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        writeInt(bytes.length, out);
        out.write(bytes, 0, bytes.length);
    }

    public static byte[] readBytes(DataInput in) throws IOException {
        int length = readInt(in);
        if (length < 0) {
            throw new IOException("Packed bytes: expected a length of 0 or more, found " + length);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes, 0, length);
        return bytes;
    }

    public static void writeText(String text, DataOutput out) throws IOException {
        writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
    }

    public static String readText(DataInput in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    public static void writeNullableText(@Nullable String text, DataOutput out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            writeText(text, out);
        }
    }

    public static @Nullable String readNullableText(DataInput in) throws IOException {
        return in.readBoolean() ? readText(in) : null;
    }
}

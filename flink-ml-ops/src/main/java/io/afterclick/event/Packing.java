package io.afterclick.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The primitives of everything that is kept in state or sent between operators: short numbers, texts, bytes. */
public final class Packing {

    private static final int MORE = 0x80;
    private static final int SEVEN_BITS = 0x7F;
    /** So many are made room for at once; room for more only grows with what is there, since a length may be damaged. */
    private static final int TRUSTED_BYTES = 1 << 16;

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
        long value = readLong(in);
        if (value != (int) value) {
            throw new IOException("Packed number: expected one of 32 bits, found " + value);
        }
        return (int) value;
    }

    public static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        writeInt(bytes.length, out);
        out.write(bytes, 0, bytes.length);
    }

    public static byte[] readBytes(DataInput in) throws IOException {
        int length = readSize(in);
        byte[] bytes = new byte[Math.min(length, TRUSTED_BYTES)];
        in.readFully(bytes, 0, bytes.length);
        while (bytes.length < length) {
            int done = bytes.length;
            bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * done));
            in.readFully(bytes, done, bytes.length - done);
        }
        return bytes;
    }

    /** Reads how many of something follow, 0 or more. */
    public static int readSize(DataInput in) throws IOException {
        int size = readInt(in);
        if (size < 0) {
            throw new IOException("Packed size: expected 0 or more, found " + size);
        }
        return size;
    }

    /** Reads a constant by its place, a byte. */
    public static <E> E readConstant(E[] constants, DataInput in) throws IOException {
        int place = in.readByte();
        if (place < 0 || place >= constants.length) {
            throw new IOException("Packed constant: expected 0 to " + (constants.length - 1) + ", found " + place);
        }
        return constants[place];
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

package io.afterclick.npz;

import io.afterclick.snapshot.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An array of a NumPy .npy file, version 1: C order, little endian, float32, int32 or int64. */
public final class NpyArray {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int PREAMBLE = MAGIC.length + Short.BYTES;
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '(<[fi][48])', 'fortran_order': (True|False), 'shape': \\(([0-9, ]*)\\), \\}\\s*");

    private final ElementType type;
    private final List<Long> shape;
    private final ByteBuffer values;

    private NpyArray(ElementType type, List<Long> shape, ByteBuffer values) {
        this.type = type;
        this.shape = shape;
        this.values = values;
    }

    /** @param name what the bytes are, for messages */
    static NpyArray parse(String name, byte[] npy) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
        if (npy.length < PREAMBLE || !bytes.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new IOException(name + ": expected a .npy file of version 1.0, found another beginning");
        }
        int length = Short.toUnsignedInt(bytes.getShort(MAGIC.length));
        if (length > npy.length - PREAMBLE) {
            throw new IOException(name + ": expected a header of " + length + " bytes, found the file's end");
        }
        String header = new String(npy, PREAMBLE, length, StandardCharsets.ISO_8859_1);
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches() || matcher.group(2).equals("True")) {
            throw new IOException(name + ": expected a C-order array of <f4, <i4 or <i8, found " + header.strip());
        }
        List<Long> shape = shape(matcher.group(3));
        ElementType type = type(name, matcher.group(1));
        ByteBuffer values = bytes.position(PREAMBLE + length).slice().order(ByteOrder.LITTLE_ENDIAN);
        long needed = shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
        if (needed != values.remaining()) {
            throw new IOException(
                    name + ": expected " + needed + " bytes for " + shape + ", found " + values.remaining());
        }
        return new NpyArray(type, shape, values);
    }

    public ElementType type() {
        return type;
    }

    public List<Long> shape() {
        return shape;
    }

    /** The values, row-major. */
    public float[] floats() {
        require(ElementType.F32);
        float[] floats = new float[values.remaining() / Float.BYTES];
        values.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    /** The whole numbers, row-major. */
    public long[] longs() {
        long[] longs = new long[values.remaining() / type.bytes()];
        for (int i = 0; i < longs.length; i++) {
            switch (type) {
                case I64 -> longs[i] = values.getLong(i * Long.BYTES);
                case I32 -> longs[i] = values.getInt(i * Integer.BYTES);
                case F32 -> require(ElementType.I64);
            }
        }
        return longs;
    }

    private void require(ElementType expected) {
        if (type != expected) {
            throw new IllegalStateException("array " + shape + ": expected " + expected + ", found " + type);
        }
    }

    private static ElementType type(String name, String description) throws IOException {
        return switch (description) {
            case "<f4" -> ElementType.F32;
            case "<i4" -> ElementType.I32;
            case "<i8" -> ElementType.I64;
            default -> throw new IOException(name + ": expected <f4, <i4 or <i8, found " + description);
        };
    }

    private static List<Long> shape(String text) {
        List<Long> shape = new ArrayList<>();
        for (String size : text.replace(" ", "").split(",", -1)) {
            if (!size.isEmpty()) {
                shape.add(Long.valueOf(size));
            }
        }
        return List.copyOf(shape);
    }
}

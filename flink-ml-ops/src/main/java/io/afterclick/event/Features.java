package io.afterclick.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Values of a click's categorical features, packed: they are carried through state and network far more often than they
 * are read.
 *
 * <p>Layout: the UTF-8 bytes of the values, each followed by a zero byte; a value itself holds no zero byte. Immutable.
 */
public final class Features {

    /** No features at all. */
    public static final Features NONE = new Features(new byte[0]);

    private static final byte END = 0;

    private final byte[] packed;

    private Features(byte[] packed) {
        this.packed = packed;
    }

    /** Packs values; a zero character inside a value is replaced by a space. */
    public static Features of(List<String> values) {
        if (values.isEmpty()) {
            return NONE;
        }
        StringBuilder text = new StringBuilder(values.size() * 8);
        for (String value : values) {
            text.append(value.replace('\0', ' ')).append('\0');
        }
        return new Features(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Takes over bytes of the layout above; the caller must not change them afterwards. */
    public static Features ofPacked(byte[] packed) {
        if (packed.length > 0 && packed[packed.length - 1] != END) {
            throw new IllegalArgumentException("Packed features must end with a zero byte, found "
                    + packed[packed.length - 1] + " at " + (packed.length - 1));
        }
        return packed.length == 0 ? NONE : new Features(packed);
    }

    /** The packed bytes; not to be changed. */
    public byte[] packed() {
        return packed;
    }

    /** Number of values. */
    public int size() {
        int size = 0;
        for (byte b : packed) {
            if (b == END) {
                size++;
            }
        }
        return size;
    }

    /** The values, in order. */
    public List<String> values() {
        String[] values = new String[size()];
        int start = 0;
        int field = 0;
        for (int i = 0; i < packed.length; i++) {
            if (packed[i] == END) {
                values[field++] = new String(packed, start, i - start, StandardCharsets.UTF_8);
                start = i + 1;
            }
        }
        return List.of(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Features that && Arrays.equals(packed, that.packed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed);
    }

    @Override
    public String toString() {
        return values().toString();
    }
}

package io.afterclick.snapshot;

import org.jspecify.annotations.Nullable;

/** Type of a tensor's elements, called as in the safetensors format; little endian in files. */
public enum ElementType {
    F32(4),
    I32(4),
    I64(8);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Size of an element, in bytes. */
    public int bytes() {
        return bytes;
    }

    /** The type of a name, or null if it is none of ours. */
    static @Nullable ElementType named(String name) {
        for (ElementType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }
}

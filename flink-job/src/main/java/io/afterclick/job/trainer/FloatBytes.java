package io.afterclick.job.trainer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Floats as state keeps them: little endian, without a head. */
final class FloatBytes {

    private FloatBytes() {}

    static byte[] of(float[] floats) {
        ByteBuffer bytes = ByteBuffer.allocate(floats.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(floats);
        return bytes.array();
    }

    /** @throws IllegalStateException if there are more or fewer floats than room */
    static void read(byte[] bytes, float[] into, String what) {
        if (bytes.length != into.length * Float.BYTES) {
            throw new IllegalStateException(what + ": expected " + into.length + " floats in state, found "
                    + bytes.length / (double) Float.BYTES);
        }
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(into);
    }
}

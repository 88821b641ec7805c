package io.afterclick.intake;

import org.jspecify.annotations.Nullable;

/**
 * A block of an Avro container file.
 *
 * @param offset byte where it begins
 * @param length bytes that it takes, with its header and the marker at its end
 * @param records how many records it says it holds
 * @param bytes the records, unpacked; empty if it cannot be read
 * @param problem why it cannot be read, or null
 */
record AvroBlock(
        long offset,
        long length,
        long records,
        byte[] bytes,
        @Nullable String problem) {

    /** A failure in words. */
    static String problem(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}

package io.afterclick.letter;

import io.afterclick.schemas.DeadLetter;
import io.afterclick.schemas.RecordKind;
import java.nio.ByteBuffer;

/**
 * A dead letter and the number it goes by.
 *
 * @param number place among the letters of its folder, from 1
 */
public record NumberedLetter(long number, DeadLetter letter) {

    /** The bytes of the record that were kept, which may be its beginning only, or none. */
    public byte[] raw() {
        ByteBuffer raw = letter.getRaw().duplicate();
        byte[] bytes = new byte[raw.remaining()];
        raw.get(bytes);
        return bytes;
    }

    /** Whether all bytes of the record were kept. */
    public boolean isWhole() {
        return letter.getRaw().remaining() == letter.getLength();
    }

    /** Whether it is about a record that stands in a file, and neither about a sample nor about a topic's record. */
    boolean isOfFile() {
        return letter.getKind() != RecordKind.SAMPLE && letter.getPartition() == null;
    }
}

package io.afterclick.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text of a record, strictly: bytes that are no UTF-8 make it malformed, and are not replaced unseen. */
final class Utf8 {

    private Utf8() {}

    static String decode(byte[] bytes) throws RefusedRecordException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw RefusedRecordException.malformed("record", "UTF-8 text", text);
        }
    }

    /** Refuses half characters, which escapes can name: as UTF-8 they would all turn into the same question mark. */
    static void requireWhole(String name, String text) throws RefusedRecordException {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw RefusedRecordException.malformed(name, "Unicode text", "half of a surrogate pair");
                }
                i++;
            }
        }
    }
}

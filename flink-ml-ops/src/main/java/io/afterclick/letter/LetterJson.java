package io.afterclick.letter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.schemas.DeadLetter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as a line of JSON that can be edited into a {@link Repair}: {@code found} is the record as it came and
 * {@code raw} what shall stand in its place, as text if it is UTF-8, else {@code foundBase64} and {@code rawBase64}.
 */
public final class LetterJson {

    static final String NUMBER = "number";
    static final String SOURCE = "source";
    static final String OFFSET = "offset";
    static final String KIND = "kind";
    static final String DROP = "drop";
    static final String RAW = "raw";
    static final String RAW_BASE64 = "rawBase64";

    private static final ObjectMapper JSON = new ObjectMapper();

    private LetterJson() {}

    /** One line, without its end. */
    public static String line(NumberedLetter numbered) {
        DeadLetter letter = numbered.letter();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(NUMBER, numbered.number());
        fields.put(SOURCE, letter.getSource());
        fields.put("partition", letter.getPartition());
        fields.put("line", letter.getLine());
        fields.put(OFFSET, letter.getOffset());
        fields.put("length", letter.getLength());
        fields.put(KIND, letter.getKind().name());
        fields.put("reason", letter.getReason());
        fields.put("detail", letter.getDetail());
        fields.values().removeIf(value -> value == null);
        byte[] raw = numbered.raw();
        String text = text(raw);
        if (text != null) {
            fields.put("found", text);
            fields.put(DROP, false);
            fields.put(RAW, text);
        } else {
            String encoded = Base64.getEncoder().encodeToString(raw);
            fields.put("foundBase64", encoded);
            fields.put(DROP, false);
            fields.put(RAW_BASE64, encoded);
        }
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("numbers and texts that cannot be written", e);
        }
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}

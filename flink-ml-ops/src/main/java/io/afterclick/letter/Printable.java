package io.afterclick.letter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as a terminal may show them: one line, no control character, and nothing lost. What is no UTF-8, or would not be
 * seen, is written as {@code \xHH}; a backslash as two.
 */
public final class Printable {

    private Printable() {}

    /** All bytes. */
    public static String of(byte[] bytes) {
        StringBuilder shown = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; ) {
            i += append(bytes, i, shown);
        }
        return shown.toString();
    }

    /** A text of unknown origin. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first bytes, and three dots if there are more. */
    public static String startOf(byte[] bytes, int most) {
        return bytes.length <= most ? of(bytes) : of(Arrays.copyOf(bytes, most)) + "...";
    }

    /** Appends the character at {@code from}; returns how many bytes it takes. */
    private static int append(byte[] bytes, int from, StringBuilder shown) {
        int length = lengthByLead(bytes[from] & 0xFF);
        String text = from + length <= bytes.length ? decoded(bytes, from, length) : null;
        if (text == null) {
            appendHex(bytes[from], shown);
            return 1;
        }
        int character = text.codePointAt(0);
        switch (character) {
            case '\\' -> shown.append("\\\\");
            case '\t' -> shown.append("\\t");
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            default -> {
                if (isVisible(character)) {
                    shown.append(text);
                } else {
                    for (int i = from; i < from + length; i++) {
                        appendHex(bytes[i], shown);
                    }
                }
            }
        }
        return length;
    }

    /** Bytes of a character that begins so; 1 if none does. */
    private static int lengthByLead(int lead) {
        if (lead < 0xC0) {
            return 1;
        }
        return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }

    private static @Nullable String decoded(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> character == ' ';
            default -> true;
        };
    }

    private static void appendHex(byte b, StringBuilder shown) {
        shown.append("\\x")
                .append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xF, 16)))
                .append(Character.toUpperCase(Character.forDigit(b & 0xF, 16)));
    }
}

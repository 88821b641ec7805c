package io.afterclick.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damages lines at random, in ways that parsers are known to stumble over. */
final class Mutations {

    private static final String[] PIECES = {
        "\"",
        "\"\"",
        ",",
        "\t",
        "[",
        "]",
        "{",
        "}",
        ":",
        "\\",
        "\0",
        "\r",
        "\u001b",
        "\u2028",
        "-",
        "+",
        ".",
        "e",
        " ",
        "-1",
        "nan",
        "NaN",
        "Infinity",
        "-inf",
        "null",
        "true",
        "1e999999999",
        "1e-999999999",
        "0x1p3",
        "\uFEFF",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "999999999999999999999999999999",
        "0.00000000000000000000000000000001",
        "946684799999",
        "4102444800001",
        "٣",
        "🙂",
        "\\ud800",
        "\\u0000",
        "\"features\":{",
        "\"click_id\":",
        "[[[[[[[["
    };

    private static final byte[][] NO_TEXT = {
        {(byte) 0xFF},
        {(byte) 0xC0, (byte) 0x80},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0xF4, (byte) 0x90},
        {(byte) 0x80},
        {(byte) 0xE2, (byte) 0x82},
        {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD}
    };

    private Mutations() {}

    static byte[] of(byte[] line, Random random) {
        byte[] damaged = line;
        int times = random.nextInt(4);
        for (int i = 0; i < times; i++) {
            damaged = once(damaged, random);
        }
        return damaged;
    }

    private static byte[] once(byte[] line, Random random) {
        int at = random.nextInt(line.length + 1);
        int end = Math.min(line.length, at + random.nextInt(8));
        return switch (random.nextInt(8)) {
            case 0 -> flipped(line, random);
            case 1 -> Arrays.copyOf(line, at);
            case 2 -> spliced(line, at, end, new byte[0]);
            case 3 -> spliced(line, at, at, Arrays.copyOfRange(line, at, end));
            case 4 -> spliced(line, at, end, NO_TEXT[random.nextInt(NO_TEXT.length)]);
            case 5 -> spliced(line, at, at, repeated(random));
            default -> spliced(line, at, random.nextBoolean() ? at : end, piece(random));
        };
    }

    private static byte[] flipped(byte[] line, Random random) {
        byte[] damaged = line.clone();
        if (damaged.length > 0) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }

    private static byte[] piece(Random random) {
        return PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] repeated(Random random) {
        byte[] piece = piece(random);
        int times = random.nextInt(50) == 0 ? 2000 : 1 + random.nextInt(30);
        byte[] bytes = new byte[piece.length * times];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = piece[i % piece.length];
        }
        return bytes;
    }

    private static byte[] spliced(byte[] line, int from, int to, byte[] piece) {
        byte[] damaged = new byte[line.length - (to - from) + piece.length];
        System.arraycopy(line, 0, damaged, 0, from);
        System.arraycopy(piece, 0, damaged, from, piece.length);
        System.arraycopy(line, to, damaged, from + piece.length, line.length - to);
        return damaged;
    }
}

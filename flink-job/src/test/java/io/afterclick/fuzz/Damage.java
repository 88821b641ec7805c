package io.afterclick.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes bytes that a parser had better be ready for: valid ones damaged in known ways, and sometimes nothing but noise. */
final class Damage {

    private static final List<byte[]> PIECES = List.of(
            text("\""),
            text("\"\""),
            text(","),
            text("\t"),
            text("\n"),
            text("\r\n"),
            text("\0"),
            text("["),
            text("]"),
            text("{"),
            text("}"),
            text(":"),
            text("\\"),
            text("\\u0000"),
            text("\\ud800"),
            text("../"),
            text("&a"),
            text("*a"),
            text("!!java.net.URL"),
            text("- "),
            text("? "),
            text("<<: *a"),
            text("%YAML 1.1"),
            text("-1"),
            text("0"),
            text("nan"),
            text("-Infinity"),
            text("1e999999999"),
            text("1e-999999999"),
            text("9223372036854775807"),
            text("-9223372036854775808"),
            text("99999999999999999999999999"),
            text("P1D"),
            text(".."),
            text("null"),
            text("\"features\":{"),
            text("[[[[[[[[[["),
            text("{\"a\":{\"a\":{\"a\":"),
            text("\uFEFF"),
            text("٣"),
            text("🙂"),
            bytes(0xFF),
            bytes(0xC0, 0x80),
            bytes(0xED, 0xA0, 0x80),
            bytes(0x80),
            bytes(0xEF, 0xBF, 0xBD),
            // Numbers of seven bits a byte, and of four and eight bytes: large, negative, and without an end.
            bytes(0xFE, 0xFF, 0xFF, 0xFF, 0x0F),
            bytes(0xFF, 0xFF, 0xFF, 0xFF, 0x0F),
            bytes(0x01),
            bytes(0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01),
            bytes(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF),
            bytes(0x7F, 0xFF, 0xFF, 0xFF),
            bytes(0xFF, 0xFF, 0xFF, 0x7F),
            bytes(0x80, 0, 0, 0),
            bytes(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F));

    private static final int LONGEST_NOISE = 200;
    private static final int MANY = 3000;

    private final Random random;

    Damage(long seed) {
        this.random = new Random(seed);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** The next case; one in some is left as it was. */
    byte[] of(List<byte[]> seeds) {
        if (random.nextInt(50) == 0) {
            byte[] noise = new byte[random.nextInt(LONGEST_NOISE)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = one(seeds);
        for (int times = random.nextInt(5); times > 0; times--) {
            bytes = once(bytes, seeds);
        }
        return bytes;
    }

    private byte[] one(List<byte[]> all) {
        return all.get(random.nextInt(all.size()));
    }

    private byte[] once(byte[] bytes, List<byte[]> seeds) {
        int at = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(16));
        return switch (random.nextInt(10)) {
            case 0, 1 -> flipped(bytes);
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> spliced(bytes, at, end, new byte[0]);
            case 4 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
            case 5 -> crossed(bytes, at, one(seeds));
            case 6 -> spliced(bytes, at, at, repeated(one(PIECES)));
            case 7 -> spliced(bytes, at, Math.min(bytes.length, at + 1), one(PIECES));
            default -> spliced(bytes, at, random.nextBoolean() ? at : end, one(PIECES));
        };
    }

    private byte[] flipped(byte[] bytes) {
        byte[] damaged = bytes.clone();
        if (damaged.length > 0) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }

    private byte[] crossed(byte[] bytes, int at, byte[] other) {
        int from = random.nextInt(other.length + 1);
        return spliced(bytes, at, bytes.length, Arrays.copyOfRange(other, from, other.length));
    }

    private byte[] repeated(byte[] piece) {
        int times = random.nextInt(20) == 0 ? MANY : 1 + random.nextInt(20);
        byte[] bytes = new byte[piece.length * times];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = piece[i % piece.length];
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] piece) {
        byte[] damaged = new byte[bytes.length - (to - from) + piece.length];
        System.arraycopy(bytes, 0, damaged, 0, from);
        System.arraycopy(piece, 0, damaged, from, piece.length);
        System.arraycopy(bytes, to, damaged, from + piece.length, bytes.length - to);
        return damaged;
    }
}

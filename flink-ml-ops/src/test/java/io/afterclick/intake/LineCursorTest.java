package io.afterclick.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.RawRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of a file, wherever buffers end. */
final class LineCursorTest {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST = 1 << 20;

    @Test
    void lineFeedsEndLinesAndCarriageReturnsMayPrecedeThem() throws IOException {
        assertThat(texts("a\nb\r\nc\rd\n\n\r\n\re\r\r\nf")).containsExactly("a", "b", "c\rd", "\re\r", "f");
    }

    @Test
    void emptyLinesAreCountedAndAreNoRecords() throws IOException {
        List<RawRecord> lines = lines("\n\r\na\n\nbc\r\n".getBytes(StandardCharsets.UTF_8), LONGEST);
        assertThat(lines).extracting(line -> line.origin().line()).containsExactly(3L, 5L);
        assertThat(lines).extracting(line -> line.origin().offset()).containsExactly(3L, 6L);
        assertThat(lines).extracting(line -> line.origin().length()).containsExactly(1L, 2L);
    }

    @Test
    void byteOrderMarkIsSkippedAtTheBeginningOnly() throws IOException {
        assertThat(texts("\uFEFFa\n\uFEFFb")).containsExactly("a", "\uFEFFb");
        assertThat(texts("\uFEFF\nb")).containsExactly("b");
        assertThat(texts("\uFEFF")).isEmpty();
        assertThat(lines("\uFEFFa".getBytes(StandardCharsets.UTF_8), LONGEST)
                        .get(0)
                        .origin()
                        .offset())
                .isEqualTo(3);
    }

    @Test
    void fileMayEndWithoutANewline() throws IOException {
        assertThat(texts("a")).containsExactly("a");
        assertThat(texts("a\r")).containsExactly("a");
        assertThat(texts("")).isEmpty();
        assertThat(texts("\n")).isEmpty();
    }

    @ParameterizedTest(name = "line of {0} bytes")
    @ValueSource(ints = {BUFFER - 2, BUFFER - 1, BUFFER, BUFFER + 1, 2 * BUFFER - 1, 2 * BUFFER, 3 * BUFFER + 7})
    void linesCrossBuffers(int length) throws IOException {
        for (String end : List.of("\n", "\r\n")) {
            String first = "x".repeat(length);
            assertThat(texts(first + end + "next" + end + "last")).containsExactly(first, "next", "last");
        }
    }

    @Test
    void longLineIsCutKeepsItsTrueLengthAndHarmsNoOther() throws IOException {
        for (int length : List.of(9, 10, BUFFER - 1, BUFFER, BUFFER + 1, 5 * BUFFER)) {
            byte[] bytes = ("ab\n" + "x".repeat(length) + "\r\nnext\n").getBytes(StandardCharsets.UTF_8);
            List<RawRecord> lines = lines(bytes, 8);
            assertThat(lines).hasSize(3);
            assertThat(lines.get(1).bytes()).asString().isEqualTo("xxxxxxxx");
            assertThat(lines.get(1).origin().length()).isEqualTo(length);
            assertThat(lines.get(2).bytes()).asString().isEqualTo("next");
            assertThat(lines.get(2).origin().offset()).isEqualTo(length + 5);
        }
    }

    @Test
    void cutNeverLooksLikeAnEnd() throws IOException {
        List<RawRecord> lines = lines("abc\rdef\n1234\r\n".getBytes(StandardCharsets.UTF_8), 4);
        assertThat(lines.get(0).bytes()).asString().isEqualTo("abc\r");
        assertThat(lines.get(0).origin().length()).isEqualTo(7);
        assertThat(lines.get(1).bytes()).asString().isEqualTo("1234");
        assertThat(lines.get(1).origin().length()).isEqualTo(4);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOriginReadsItsRecordAgainAndEveryPositionTheSameRest(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] file = randomFile(random);
        List<RawRecord> lines = new ArrayList<>();
        List<FilePosition> positions = new ArrayList<>();
        try (LineCursor cursor = cursor(file, LONGEST, FilePosition.START, random)) {
            positions.add(cursor.position());
            for (RawRecord line = cursor.next(); line != null; line = cursor.next()) {
                lines.add(line);
                positions.add(cursor.position());
            }
        }
        assertThat(lines).extracting(Intake::shown).containsExactlyElementsOf(split(file));
        for (RawRecord line : lines) {
            int from = (int) line.origin().offset();
            assertThat(Arrays.copyOfRange(file, from, from + (int) line.origin().length()))
                    .isEqualTo(line.bytes());
        }
        for (int i = 0; i < positions.size(); i += 1 + random.nextInt(20)) {
            try (LineCursor cursor = cursor(file, LONGEST, positions.get(i), random)) {
                for (RawRecord line : lines.subList(i, lines.size())) {
                    assertThat(Intake.shown(Objects.requireNonNull(cursor.next())))
                            .isEqualTo(Intake.shown(line));
                }
                assertThat(cursor.next()).isNull();
            }
        }
    }

    /** Lines as the simplest code finds them. */
    private static List<String> split(byte[] file) {
        List<String> records = new ArrayList<>();
        String text = new String(file, StandardCharsets.ISO_8859_1);
        long number = 0;
        int at = 0;
        while (at < text.length()) {
            int feed = text.indexOf('\n', at);
            String line = text.substring(at, feed < 0 ? text.length() : feed);
            number++;
            String kept = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            if (!kept.isEmpty()) {
                records.add("file:" + number + " (byte " + at + ")+" + kept.length() + "=" + kept);
            }
            at += line.length() + 1;
        }
        return records;
    }

    private static byte[] randomFile(Random random) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        int lines = 200 + random.nextInt(100);
        for (int i = 0; i < lines; i++) {
            byte[] line = new byte[random.nextInt(40) == 0 ? random.nextInt(3 * BUFFER) : random.nextInt(60)];
            random.nextBytes(line);
            for (int b = 0; b < line.length; b++) {
                line[b] = line[b] == '\n' ? (byte) '\r' : line[b];
            }
            file.write(line);
            file.write((random.nextBoolean() ? "\n" : "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        return random.nextBoolean() ? file.toByteArray() : Arrays.copyOf(file.toByteArray(), file.size() - 1);
    }

    private static List<String> texts(String file) throws IOException {
        return lines(file.getBytes(StandardCharsets.UTF_8), LONGEST).stream()
                .map(line -> new String(line.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<RawRecord> lines(byte[] file, int longest) throws IOException {
        try (LineCursor cursor = cursor(file, longest, FilePosition.START, null)) {
            List<RawRecord> lines = new ArrayList<>();
            for (RawRecord line = cursor.next(); line != null; line = cursor.next()) {
                lines.add(line);
            }
            return lines;
        }
    }

    /** @param random how much each read brings, or null for as much as fits */
    private static LineCursor cursor(byte[] file, int longest, FilePosition start, @Nullable Random random) {
        int from = (int) start.offset();
        InputStream in = new ByteArrayInputStream(file, from, file.length - from) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, random == null ? length : 1 + random.nextInt(length));
            }
        };
        return new LineCursor(in, "file", longest, start);
    }
}

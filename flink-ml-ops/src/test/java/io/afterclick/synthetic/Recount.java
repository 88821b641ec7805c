package io.afterclick.synthetic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A second opinion on a damaged log: reads whole files and counts by the rules, knowing nothing of how they were made. */
final class Recount {

    private static final List<String> REASONS = List.of("MALFORMED", "INVALID", "LATE", "DUPLICATE", "UNMATCHED");

    private final Map<String, Long> records = new TreeMap<>(Map.of("clicks", 0L, "purchases", 0L, "refunds", 0L));
    private final Map<String, Long> deadLetters = new TreeMap<>();
    private long applied;

    Recount() {
        REASONS.forEach(reason -> deadLetters.put(reason, 0L));
    }

    void record(String kind, long count) {
        records.merge(kind, count, Long::sum);
    }

    void dead(String reason, long count) {
        deadLetters.merge(reason, count, Long::sum);
    }

    void applied(long count) {
        applied += count;
    }

    ExpectedCounts counts() {
        return new ExpectedCounts(records, deadLetters, 0, applied);
    }

    /** The lines of a file as they are, whatever their encoding. */
    static List<byte[]> lines(Path file) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte b : Files.readAllBytes(file)) {
            if (b == '\n') {
                lines.add(line.toByteArray());
                line.reset();
            } else {
                line.write(b);
            }
        }
        return lines;
    }

    /** The columns of a line, none if it is no UTF-8. */
    static String[] columns(byte[] line, String separator) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString()
                    .split(separator, -1);
        } catch (CharacterCodingException e) {
            return new String[0];
        }
    }
}

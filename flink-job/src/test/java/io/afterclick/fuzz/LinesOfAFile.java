package io.afterclick.fuzz;

import io.afterclick.event.Arrival;
import io.afterclick.event.Refused;
import io.afterclick.intake.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Records of a text file are conserved: a line is one record, and one that nothing has touched is taken. */
final class LinesOfAFile {

    private final boolean header;
    private final List<String> valid;

    LinesOfAFile(byte[] valid, boolean header) {
        this.valid = lines(valid);
        this.header = header;
    }

    private static List<String> lines(byte[] bytes) {
        return List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1));
    }

    void requireConserved(byte[] input, List<Parsed> read) {
        List<String> lines = lines(input);
        List<String> sound = header ? valid.subList(1, valid.size()) : valid;
        // What a file holds is judged by its header, or by most of its first lines.
        boolean known = header ? lines.get(0).equals(valid.get(0)) : mostAreSound(lines, sound);
        Set<Long> taken = new HashSet<>();
        Set<Long> all = new HashSet<>();
        for (Parsed parsed : read) {
            for (Arrival arrival : parsed.arrivals()) {
                taken.add(arrival.raw().origin().line());
            }
            long line = parsed.arrivals().stream()
                    .map(Arrival::raw)
                    .findFirst()
                    .orElseGet(() -> parsed.refused().stream()
                            .map(Refused::raw)
                            .findFirst()
                            .orElseThrow())
                    .origin()
                    .line();
            if (!all.add(line)) {
                throw new AssertionError("expected one record of line " + line + ", found two");
            }
        }
        for (int i = header ? 1 : 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean empty = line.isEmpty() || line.equals("\r") || i == 0 && line.equals("\u00EF\u00BB\u00BF");
            boolean expected = !header || known;
            if (expected && !empty && !line.startsWith("\u00EF\u00BB\u00BF") && !all.contains(i + 1L)) {
                throw new AssertionError("expected a record of line " + (i + 1) + ", found none");
            }
            if (known && !line.isEmpty() && sound.contains(line) && !taken.contains(i + 1L)) {
                throw new AssertionError("expected the sound line " + (i + 1) + " to be taken, found it refused");
            }
        }
    }

    private static boolean mostAreSound(List<String> lines, List<String> sound) {
        List<String> records = lines.stream().filter(line -> !line.isEmpty()).toList();
        return 2 * records.stream().filter(sound::contains).count() > records.size();
    }
}

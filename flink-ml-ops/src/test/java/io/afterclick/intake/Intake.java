package io.afterclick.intake;

import io.afterclick.event.Arrival;
import io.afterclick.event.Event;
import io.afterclick.event.EventKind;
import io.afterclick.event.Origin;
import io.afterclick.event.RawRecord;
import io.afterclick.event.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** What tests of the intake share: named instants, records out of nothing, and files read to their end. */
final class Intake {

    static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
    static final EventRules RULES = new EventRules(LATEST);

    /** Day 0 of official files: 2025-05-01T00:00+08:00. */
    static final long EPOCH = Instant.parse("2025-04-30T16:00:00Z").toEpochMilli();

    /** When clicks of tests happen: 2025-05-02T00:00Z. */
    static final long CLICKED = 1_746_144_000_000L;

    private Intake() {}

    static RawRecord raw(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    static RawRecord raw(byte[] bytes) {
        return new RawRecord(Origin.ofFile("file", 1, 0, bytes.length), bytes);
    }

    /** A line of an official file. */
    static RawRecord line(long line, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new RawRecord(Origin.ofFile("file", line, 0, bytes.length), bytes);
    }

    static Event only(Parsed parsed) {
        if (parsed.arrivals().size() != 1 || !parsed.refused().isEmpty()) {
            throw new AssertionError("expected one event, found " + parsed);
        }
        return parsed.arrivals().get(0).event();
    }

    static List<Event> events(Parsed parsed) {
        return parsed.arrivals().stream().map(Arrival::event).toList();
    }

    static Refused refused(Parsed parsed) {
        if (parsed.refused().size() != 1 || !parsed.arrivals().isEmpty()) {
            throw new AssertionError("expected one refusal, found " + parsed);
        }
        return parsed.refused().get(0);
    }

    static IntakeSettings settings(String... features) {
        return new IntakeSettings(List.of(features), EPOCH, LATEST, 1 << 20, false);
    }

    static IntakeSettings sorted(String... features) {
        return new IntakeSettings(List.of(features), EPOCH, LATEST, 1 << 20, true);
    }

    static InputFile file(InputFormat format, EventKind kind, Path path) {
        return new InputFile(format, kind, path.toString(), String.valueOf(path.getFileName()));
    }

    static EventFiles files() {
        return new EventFiles(new LocalFiles());
    }

    static List<Parsed> read(InputFile file, IntakeSettings settings, FilePosition start) {
        try (EventFile open = files().open(file, settings, start)) {
            List<Parsed> all = new ArrayList<>();
            for (Parsed parsed = open.next(); parsed != null; parsed = open.next()) {
                all.add(parsed);
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Parsed> read(InputFile file, IntakeSettings settings) {
        return read(file, settings, FilePosition.START);
    }

    /** Every position of a file: before its first record, and after each. */
    static List<FilePosition> positions(InputFile file, IntakeSettings settings) throws IOException {
        try (EventFile open = files().open(file, settings, FilePosition.START)) {
            List<FilePosition> all = new ArrayList<>();
            do {
                all.add(open.position());
            } while (open.next() != null);
            return all;
        }
    }

    /** A record in words, with its bytes, so that two readings can be compared. */
    static String shown(Parsed parsed) {
        StringBuilder text = new StringBuilder();
        for (Arrival arrival : parsed.arrivals()) {
            text.append(arrival.event())
                    .append(' ')
                    .append(shown(arrival.raw()))
                    .append(';');
        }
        for (Refused refused : parsed.refused()) {
            text.append(refused.reason()).append(refused.detail()).append(shown(refused.raw()));
        }
        return text.toString();
    }

    static String shown(RawRecord raw) {
        return raw.origin() + "+" + raw.origin().length() + "=" + new String(raw.bytes(), StandardCharsets.ISO_8859_1);
    }

    static List<String> shown(List<Parsed> all) {
        return all.stream().map(Intake::shown).toList();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    static Path write(Path path, String text) throws IOException {
        return Files.writeString(path, text, StandardCharsets.UTF_8);
    }
}

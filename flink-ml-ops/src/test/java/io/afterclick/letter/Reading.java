package io.afterclick.letter;

import io.afterclick.event.EventKind;
import io.afterclick.event.Origin;
import io.afterclick.event.Refused;
import io.afterclick.intake.EventFile;
import io.afterclick.intake.EventFiles;
import io.afterclick.intake.FilePosition;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.LocalFiles;
import io.afterclick.intake.Parsed;
import io.afterclick.schemas.DeadLetter;
import io.afterclick.schemas.RecordKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/** Inputs read to their end, and the dead letters of it as a run writes them. */
final class Reading {

    private static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
    private static final long EPOCH = Instant.parse("2025-04-30T16:00:00Z").toEpochMilli();

    /** What was taken, and what was not. */
    record Outcome(List<String> events, List<DeadLetter> letters) {}

    private Reading() {}

    static Outcome of(InputSpec input, int longestRecord) throws IOException {
        EventFiles files = new EventFiles(new LocalFiles());
        List<String> features =
                files.declaredFeatures(input.files(EventKind.CLICK).get(0));
        IntakeSettings settings = new IntakeSettings(features, EPOCH, LATEST, longestRecord, false);
        List<String> events = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        for (EventKind kind : input.sources()) {
            for (InputFile file : input.files(kind)) {
                try (EventFile open = files.open(file, settings, FilePosition.START)) {
                    for (Parsed parsed = open.next(); parsed != null; parsed = open.next()) {
                        parsed.arrivals()
                                .forEach(arrival -> events.add(arrival.event().toString()));
                        parsed.refused().forEach(refused -> letters.add(letter(refused)));
                    }
                }
            }
        }
        return new Outcome(events, letters);
    }

    static DeadLetter letter(Refused refused) {
        Origin origin = refused.raw().origin();
        return DeadLetter.newBuilder()
                .setKind(RecordKind.valueOf(refused.kind().name()))
                .setReason(refused.reason().name())
                .setDetail(refused.detail())
                .setEventTimeMs(refused.time())
                .setRecordId(refused.id())
                .setClickId(refused.clickId())
                .setSource(origin.source())
                .setLine(origin.line())
                .setOffset(origin.offset())
                .setLength(origin.length())
                .setRaw(ByteBuffer.wrap(refused.raw().bytes()))
                .setJobVersion("test")
                .build();
    }

    static LetterFolder write(Path folder, List<DeadLetter> letters) throws IOException {
        Files.createDirectories(folder);
        try (DataFileWriter<DeadLetter> file = new DataFileWriter<>(new SpecificDatumWriter<>(DeadLetter.class))) {
            file.create(
                    DeadLetter.getClassSchema(), folder.resolve("part-0.avro").toFile());
            for (DeadLetter letter : letters) {
                file.append(letter);
            }
        }
        return LetterFolder.open(folder);
    }
}

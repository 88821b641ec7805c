package io.afterclick.job.source;

import io.afterclick.event.EventKind;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputFormat;
import io.afterclick.intake.IntakeSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Writes small files of clicks in every format. Times are seconds after day 0. */
final class InputFolder {

    static final long DAY0 = Instant.parse("2025-05-01T00:00:00Z").toEpochMilli();

    /** Formats of event folders by the ending of their files. */
    static final List<String> EVENT_ENDINGS = List.of(".csv", ".csv.gz", ".jsonl", ".avro");

    private static final Schema CLICK = SchemaBuilder.record("Click")
            .fields()
            .requiredString("click_id")
            .requiredString("user_id")
            .requiredString("item_id")
            .requiredLong("event_time_ms")
            .requiredString("colour")
            .endRecord();

    private final Path folder;

    InputFolder(Path folder) {
        this.folder = folder;
    }

    static IntakeSettings settings(boolean sort) {
        long latest = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
        return new IntakeSettings(List.of("colour"), DAY0, latest, 1 << 20, sort);
    }

    /** A file of clicks whose ids are the name's and a number; the ending names the format. */
    InputFile clicks(String name, String ending, long... seconds) throws IOException {
        Path file = folder.resolve(name + ending);
        switch (ending) {
            case ".csv" -> Files.writeString(file, csv(name, seconds));
            case ".csv.gz" -> {
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                    out.write(csv(name, seconds).getBytes(StandardCharsets.UTF_8));
                }
            }
            case ".jsonl" -> Files.writeString(file, jsonl(name, seconds));
            case ".avro" -> avro(file, name, seconds);
            default -> throw new IllegalArgumentException("expected one of " + EVENT_ENDINGS + ", found " + ending);
        }
        InputFormat format = InputFormat.ofEnding(name + ending);
        if (format == null) {
            throw new IllegalArgumentException("expected an ending that names a format, found " + ending);
        }
        return new InputFile(format, EventKind.CLICK, file.toString(), name + ending);
    }

    /** A file of official rows with one feature. */
    InputFile rows(InputFormat format, String... rows) throws IOException {
        String name = format == InputFormat.CASCADE ? "cascade.tsv" : "trace.tsv";
        List<String> lines = new ArrayList<>();
        if (format == InputFormat.TRACE) {
            lines.add("colour\tclick_time\tpay_time\tdirpay_amt");
        }
        for (String row : rows) {
            lines.add(row.replace(' ', '\t'));
        }
        Path file = Files.write(folder.resolve(name), lines);
        return new InputFile(format, EventKind.CLICK, file.toString(), name);
    }

    private static String csv(String name, long... seconds) {
        StringBuilder text = new StringBuilder("click_id,user_id,item_id,event_time_ms,colour\n");
        for (int i = 0; i < seconds.length; i++) {
            text.append(name + i + ",u,i," + (DAY0 + 1000 * seconds[i]) + ",\"re,d\"\n");
            // What cannot be read must not disturb where reading goes on.
            text.append(i == 1 ? "broken\n\n" : "");
        }
        return text.toString();
    }

    private static String jsonl(String name, long... seconds) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < seconds.length; i++) {
            text.append("{\"click_id\":\"" + name + i + "\",\"user_id\":\"u\",\"item_id\":\"i\",\"event_time_ms\":"
                    + (DAY0 + 1000 * seconds[i]) + ",\"features\":{\"colour\":\"red\"}}\r\n");
            text.append(i == 1 ? "{\r\n" : "");
        }
        return text.toString();
    }

    private static void avro(Path file, String name, long... seconds) throws IOException {
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(CLICK))) {
            writer.create(CLICK, file.toFile());
            for (int i = 0; i < seconds.length; i++) {
                GenericRecord click = new GenericData.Record(CLICK);
                click.put("click_id", name + i);
                click.put("user_id", "u");
                click.put("item_id", "i");
                click.put("event_time_ms", DAY0 + 1000 * seconds[i]);
                click.put("colour", "red");
                writer.append(click);
                if (i % 3 == 2) {
                    writer.sync();
                }
            }
        }
    }
}

package io.afterclick.fuzz;

import io.afterclick.event.EventKind;
import io.afterclick.intake.EventFile;
import io.afterclick.intake.EventFiles;
import io.afterclick.intake.FilePosition;
import io.afterclick.intake.InputException;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputFormat;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.Parsed;
import io.afterclick.schemas.Click;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** Files of every format, read from first to last. */
final class EventFileTargets {

    private static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
    private static final long EPOCH = Instant.parse("2025-04-30T16:00:00Z").toEpochMilli();
    private static final String ZEROS = "\t0".repeat(21);
    private static final String CSV = "click_id,user_id,item_id,event_time_ms,brand,city\n"
            + "c1,u,i,1746144000000,a,b\n\"c,\"\"2\",u,,1746144000001,\"品牌\",🙂\nc3,,,1746144000002,,\n";
    private static final String JSON =
            "{\"click_id\":\"c\",\"user_id\":\"u\",\"item_id\":\"i\",\"event_time_ms\":1746144000000,\"brand\":\"x\",\"city\":1}\n"
                    + "{\"click_id\":7,\"event_time_ms\":\"1746144000000\",\"features\":{\"city\":\"\\ud83d\\ude42\"}}\n";
    private static final String CASCADE = "1468890\t1469090\t1469390\t1" + ZEROS + "\n1468891\t-1\t-1\t7" + ZEROS
            + "\n1468892\t-1\t-1\t0" + ZEROS + "\n";
    private static final String RAW = "1746144000\t[1746144005, 1746144009]\t['1746144007']\tбрэнд\t[\"a\"]\t\n"
            + "1746144000\t[]\t[-1]\ta\tb\tc\n1746144001\t[]\t[]\ta\tb\tc\n";
    private static final String TRACE = "f\tg\tclick_time\tpay_time\tdirpay_amt\tn\n"
            + "0\t4\t4924850\t[4928450, 5011250]\t[26.900000000000002, 1e-07]\t1\n1\t2\t4924851\t[]\t[]\t\n";

    private EventFileTargets() {}

    static List<FuzzTarget> all() throws IOException {
        List<String> shop = List.of("brand", "city");
        List<String> numbered = new ArrayList<>();
        for (int feature = 0; feature < 22; feature++) {
            numbered.add("feature_" + feature);
        }
        return List.of(
                lines("CSV", InputFormat.CSV, shop, CSV, false),
                lines("CSV, gzip", InputFormat.CSV, shop, CSV, true),
                lines("JSON lines", InputFormat.JSONL, shop, JSON, false),
                lines("CASCADE", InputFormat.CASCADE, numbered, CASCADE, false),
                lines("CASCADE, raw", InputFormat.CASCADE, List.of("feature_0", "feature_1", "feature_2"), RAW, false),
                lines("TRACE", InputFormat.TRACE, List.of("f", "g"), TRACE, false),
                target("Avro", InputFormat.AVRO, "clicks.avro", shop, List.of(avro("null"), avro("deflate"))));
    }

    private static FuzzTarget lines(String name, InputFormat format, List<String> features, String text, boolean packed)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return packed
                ? target(name, format, "clicks.gz", features, List.of(gzip(bytes)))
                : target(name, format, "clicks", features, List.of(bytes));
    }

    private static FuzzTarget target(
            String name, InputFormat format, String path, List<String> features, List<byte[]> seeds) {
        InputFile file = new InputFile(format, EventKind.CLICK, path, path);
        boolean text = format != InputFormat.AVRO && path.equals("clicks");
        return new FuzzTarget(name, seeds, Set.of(InputException.class), input -> {
            declared(file, input);
            List<Parsed> read = read(file, features, input);
            if (text) {
                new LinesOfAFile(seeds.get(0), format == InputFormat.CSV || format == InputFormat.TRACE)
                        .requireConserved(input, read);
            }
            return read.stream().anyMatch(parsed -> !parsed.arrivals().isEmpty());
        });
    }

    /** What a file declares is asked before it is read; a refusal there is not the last word. */
    private static void declared(InputFile file, byte[] input) throws IOException {
        EventFiles files = new EventFiles(new OneFile(input));
        try {
            files.declaredFeatures(file);
            files.holdsRawCascade(file);
        } catch (InputException e) {
            if (e.getMessage() == null || e.getMessage().lines().count() != 1) {
                throw new AssertionError("expected a message of one line", e);
            }
        }
    }

    private static List<Parsed> read(InputFile file, List<String> features, byte[] input) throws IOException {
        IntakeSettings settings = new IntakeSettings(features, EPOCH, LATEST, 1 << 20, false);
        List<Parsed> read = new ArrayList<>();
        try (EventFile open = new EventFiles(new OneFile(input)).open(file, settings, FilePosition.START)) {
            for (Parsed parsed = open.next(); parsed != null; parsed = open.next()) {
                if (parsed.arrivals().isEmpty() && parsed.refused().size() != 1) {
                    throw new AssertionError("expected a record taken, or refused once, found " + parsed);
                }
                read.add(parsed);
                if (read.size() > 100 + 1000L * input.length) {
                    throw new AssertionError("expected fewer records than bytes, found " + read.size());
                }
            }
        }
        return read;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] avro(String codec) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer =
                new DataFileWriter<>(new GenericDatumWriter<>(Click.getClassSchema()))) {
            writer.setCodec(CodecFactory.fromString(codec));
            writer.create(Click.getClassSchema(), out, new byte[16]);
            for (int i = 0; i < 6; i++) {
                Map<String, String> features = new HashMap<>(Map.of("brand", "b" + i, "city", "c"));
                writer.append(new GenericRecordBuilder(Click.getClassSchema())
                        .set("click_id", "c" + i)
                        .set("user_id", "u")
                        .set("item_id", "i")
                        .set("event_time_ms", 1_746_144_000_000L + i)
                        .set("features", features)
                        .build());
                if (i % 2 == 1) {
                    writer.sync();
                }
            }
        }
        return out.toByteArray();
    }
}

package io.afterclick.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Arrival;
import io.afterclick.event.EventKind;
import io.afterclick.event.RawRecord;
import io.afterclick.event.Refused;
import io.afterclick.schemas.Purchase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.avro.file.DataFileConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files are read to their end, and every record in them is accounted for once. */
final class FileFuzzTest {

    private static final int FILES = Integer.getInteger("fuzz.iterations", 20_000) / 40;

    @TempDir
    Path folder;

    @Test
    void everyLineOfADamagedFileIsOneRecord() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < FILES / 10; i++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes("purchase_id,click_id,event_time_ms,amount\n".getBytes(StandardCharsets.UTF_8));
            for (int row = 0; row < 40; row++) {
                bytes.writeBytes(Mutations.of("p,c,1746144000000,5\n".getBytes(StandardCharsets.UTF_8), random));
            }
            InputFile file = file(InputFormat.CSV, bytes.toByteArray());
            long lines = new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .count();
            TreeSet<Long> seen = new TreeSet<>();
            for (Parsed parsed : Intake.read(file, Intake.settings())) {
                RawRecord raw = raw(parsed);
                ParserFuzzTest.assertAccountedFor(parsed, raw);
                assertThat(seen.add(raw.origin().line())).isTrue();
            }
            assertThat(seen.last()).isLessThanOrEqualTo(lines);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate"})
    void damageOfAnAvroFileCostsTheBlocksThatItHits(String codec) throws IOException {
        AvroContainers.Container container =
                AvroContainers.write(Purchase.getClassSchema(), codec, AvroContainers.purchases(4, 4, 4, 4, 4));
        List<Integer> blocks = container.blocks();
        Random random = new Random(6);
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = container.bytes().clone();
            int hit = random.nextInt(blocks.size() - 1);
            int marker = blocks.get(hit + 1) - DataFileConstants.SYNC_SIZE;
            // A block whose size and marker are both wrong hides where the next one begins.
            boolean inMarker = random.nextInt(4) == 0;
            int from = inMarker ? marker : blocks.get(hit);
            int to = inMarker ? blocks.get(hit + 1) : marker;
            for (int times = random.nextInt(4); times >= 0; times--) {
                bytes[from + random.nextInt(to - from)] ^= (byte) (1 << random.nextInt(8));
            }
            List<Parsed> read = Intake.read(file(InputFormat.AVRO, bytes), Intake.settings());
            for (Parsed parsed : read) {
                ParserFuzzTest.assertAccountedFor(parsed, raw(parsed));
            }
            List<String> sound = read.stream()
                    .flatMap(parsed -> parsed.arrivals().stream())
                    .filter(arrival -> arrival.raw().origin().offset() != blocks.get(hit))
                    .map(arrival -> arrival.event().id())
                    .toList();
            assertThat(sound).hasSize(16).doesNotHaveDuplicates().allMatch(id -> id.matches("p\\d+"));
        }
    }

    private static RawRecord raw(Parsed parsed) {
        return parsed.arrivals().stream()
                .map(Arrival::raw)
                .findFirst()
                .orElseGet(() ->
                        parsed.refused().stream().map(Refused::raw).findFirst().orElseThrow());
    }

    private InputFile file(InputFormat format, byte[] bytes) throws IOException {
        return Intake.file(format, EventKind.PURCHASE, Files.write(folder.resolve("purchases"), bytes));
    }
}

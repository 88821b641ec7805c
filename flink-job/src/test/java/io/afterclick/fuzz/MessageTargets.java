package io.afterclick.fuzz;

import io.afterclick.event.EventKind;
import io.afterclick.event.Origin;
import io.afterclick.event.RawRecord;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.MessageFormat;
import io.afterclick.intake.Parsed;
import io.afterclick.intake.RecordParser;
import io.afterclick.schemas.Click;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;

/** Messages of a topic: whatever they hold is one event or one refusal, and never an exception. */
final class MessageTargets {

    private static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
    private static final IntakeSettings SETTINGS =
            new IntakeSettings(List.of("brand", "city"), 0, LATEST, 1 << 10, false);
    private static final String JSON = "{\"click_id\":\"c\",\"user_id\":\"u\",\"item_id\":\"i\","
            + "\"event_time_ms\":1746144000000,\"features\":{\"brand\":\"x\",\"city\":\"y\"}}";

    private MessageTargets() {}

    static List<FuzzTarget> all() throws IOException {
        return List.of(
                target("JSON message", MessageFormat.JSON, JSON.getBytes(StandardCharsets.UTF_8)),
                target("Avro message", MessageFormat.AVRO, avro()));
    }

    private static FuzzTarget target(String name, MessageFormat format, byte[] seed) {
        RecordParser parser = format.parser(EventKind.CLICK, SETTINGS);
        return new FuzzTarget(name, List.of(seed), Set.of(), input -> {
            Parsed parsed =
                    parser.parse(new RawRecord(new Origin("clicks", 0, Origin.NO_LINE, 7, input.length), input));
            if (parsed.arrivals().size() + parsed.refused().size() != 1) {
                throw new AssertionError("expected one event or one refusal, found " + parsed);
            }
            return !parsed.arrivals().isEmpty();
        });
    }

    private static byte[] avro() throws IOException {
        ByteBuffer encoded = new BinaryMessageEncoder<Click>(new SpecificData(), Click.getClassSchema())
                .encode(Click.newBuilder()
                        .setClickId("c")
                        .setUserId("u")
                        .setItemId("i")
                        .setEventTimeMs(1_746_144_000_000L)
                        .setFeatures(Map.of("brand", "x", "city", "y"))
                        .build());
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}

package io.afterclick.fuzz;

import io.afterclick.event.EventKind;
import io.afterclick.intake.FilePosition;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputFormat;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.job.bytes.PackedSamples;
import io.afterclick.job.source.EventSource;
import io.afterclick.job.source.EventSplit;
import io.afterclick.job.source.FileListing;
import io.afterclick.journey.ClickStateCodec;
import io.afterclick.journey.JourneyWindows;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;

/** Bytes that a checkpoint keeps, or that travel between operators. */
final class StateTargets {

    private static final Set<Class<? extends Exception>> DAMAGED = Set.of(IOException.class);
    private static final Path STORED = Path.of("../flink-ml-ops/src/test/resources/state/v1");
    private static final JourneyWindows WINDOWS = new JourneyWindows(3, 3, 1, 1, 7, JourneyWindows.Tracked.BOTH);

    private StateTargets() {}

    static List<FuzzTarget> all() throws IOException {
        return List.of(
                new FuzzTarget("records on their way", packed(), DAMAGED, input -> {
                    if (input.length == 0) {
                        return false;
                    }
                    PackedSamples.read(input[0], new DataInputDeserializer(Arrays.copyOfRange(input, 1, input.length)));
                    return true;
                }),
                new FuzzTarget("state of a click", stored(), DAMAGED, input -> {
                    new ClickStateCodec(WINDOWS).read("c", new DataInputStream(new ByteArrayInputStream(input)));
                    return true;
                }),
                splits());
    }

    /** The place of the type, then the value. */
    private static List<byte[]> packed() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (PackedSamples.Sample sample : PackedSamples.all()) {
            byte[] seed = new byte[sample.bytes().length + 1];
            seed[0] = (byte) sample.type();
            System.arraycopy(sample.bytes(), 0, seed, 1, sample.bytes().length);
            seeds.add(seed);
        }
        return seeds;
    }

    private static List<byte[]> stored() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(STORED)) {
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        return seeds;
    }

    private static FuzzTarget splits() throws IOException {
        InputFile file = new InputFile(InputFormat.CSV, EventKind.CLICK, "/in/clicks.csv", "clicks.csv");
        EventSource source = new EventSource(
                new FileListing.Fixed(List.of(file)), new IntakeSettings(List.of(), 0, 1, 1, false), 1, Duration.ZERO);
        SimpleVersionedSerializer<EventSplit> serializer = source.getSplitSerializer();
        byte[] seed = serializer.serialize(new EventSplit(file, new FilePosition(5, 2, 1), 99, false));
        return new FuzzTarget("splits of a source", List.of(seed), DAMAGED, input -> {
            serializer.deserialize(serializer.getVersion(), input);
            return true;
        });
    }
}

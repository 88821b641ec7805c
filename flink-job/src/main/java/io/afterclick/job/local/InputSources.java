package io.afterclick.job.local;

import io.afterclick.event.EventKind;
import io.afterclick.intake.EventFiles;
import io.afterclick.intake.InputException;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.LocalFiles;
import io.afterclick.job.settings.InputOptions;
import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.source.EventSource;
import io.afterclick.job.source.FileListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An input with what it declares, as Flink sources.
 *
 * @param sort whether the rows of an official file are read in the order of their click times
 * @param features names of the features that the input declares
 */
public record InputSources(InputSpec spec, boolean sort, List<String> features) {

    /**
     * Looks at an input.
     *
     * @throws InputException if it holds no clicks
     */
    public static InputSources of(InputSpec spec, boolean sort) throws IOException {
        List<InputFile> clicks = spec.files(EventKind.CLICK);
        if (clicks.isEmpty()) {
            throw new InputException(
                    "input: expected a file clicks.csv, .csv.gz, .jsonl or .avro in " + spec.path() + ", found none");
        }
        return new InputSources(spec, sort, new EventFiles(new LocalFiles()).declaredFeatures(clicks.get(0)));
    }

    /** A source for each kind of event that comes on its own. */
    public Map<EventKind, EventSource> sources(Settings settings) {
        IntakeSettings intake = settings.intake(features, sort);
        long outOfOrderness = settings.get(JourneyOptions.MAX_OUT_OF_ORDERNESS).toMillis();
        Duration watch = settings.get(InputOptions.WATCH_INTERVAL);
        Map<EventKind, EventSource> sources = new TreeMap<>();
        for (EventKind kind : spec.sources()) {
            FileListing listing = settings.bounded()
                    ? new FileListing.Fixed(spec.files(kind))
                    : new FileListing.Folder(spec.path().toString(), kind);
            sources.put(kind, new EventSource(listing, intake, outOfOrderness, watch));
        }
        return sources;
    }

    /** Bytes of all files as they are stored, or 0 if the input does not end. */
    public long totalBytes(Settings settings) throws IOException {
        long bytes = 0;
        if (settings.bounded()) {
            for (EventKind kind : spec.sources()) {
                for (InputFile file : spec.files(kind)) {
                    bytes += Files.size(Path.of(file.path()));
                }
            }
        }
        return bytes;
    }
}

package io.afterclick.job.local;

import io.afterclick.event.EventKind;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.feature.OfficialSpaces;
import io.afterclick.intake.EventFiles;
import io.afterclick.intake.InputException;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.LocalFiles;
import io.afterclick.job.settings.InputOptions;
import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.source.EventSource;
import io.afterclick.job.source.FileListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Map<EventKind, EventSource> sources = new TreeMap<>();
        for (EventKind kind : spec.sources()) {
            sources.put(kind, source(kind, settings));
        }
        return sources;
    }

    /** The source of one kind of event. */
    public EventSource source(EventKind kind, Settings settings) {
        FileListing listing = settings.bounded()
                ? new FileListing.Fixed(spec.files(kind))
                : new FileListing.Folder(spec.path().toString(), kind);
        return new EventSource(
                listing,
                settings.intake(features, sort),
                settings.get(JourneyOptions.MAX_OUT_OF_ORDERNESS).toMillis(),
                settings.get(InputOptions.WATCH_INTERVAL));
    }

    /** The features of its clicks, and how their values become rows. */
    public FeatureSpace space() throws IOException {
        return switch (spec.kind()) {
            case CASCADE ->
                new EventFiles(new LocalFiles())
                                .holdsRawCascade(spec.files(EventKind.CLICK).get(0))
                        ? OfficialSpaces.rawCascade()
                        : OfficialSpaces.processedCascade();
            case TRACE -> OfficialSpaces.trace();
            case EVENTS -> FeatureSpace.collisionless(features);
        };
    }

    /** Bytes of all files as they are stored, or 0 if the input does not end. */
    public long totalBytes(Settings settings) throws IOException {
        long bytes = 0;
        for (EventKind kind : spec.sources()) {
            bytes += bytes(kind, settings);
        }
        return bytes;
    }

    /** Those of one kind of event alone. */
    public long bytes(EventKind kind, Settings settings) throws IOException {
        long bytes = 0;
        if (settings.bounded()) {
            for (InputFile file : spec.files(kind)) {
                bytes += Files.size(Path.of(file.path()));
            }
        }
        return bytes;
    }
}

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

    /** A source for each kind of event that comes on its own, whatever its features are. */
    public Map<EventKind, EventSource> sources(Settings settings) {
        return sources(settings, List.of());
    }

    /** The sources for models that take such features: clicks that they could not take are refused. */
    public Map<EventKind, EventSource> sources(Settings settings, FeatureSpace features) {
        return sources(settings, features.tables());
    }

    private Map<EventKind, EventSource> sources(Settings settings, List<Long> tables) {
        Map<EventKind, EventSource> sources = new TreeMap<>();
        for (EventKind kind : spec.sources()) {
            sources.put(kind, source(kind, settings, tables));
        }
        return sources;
    }

    /** The source of one kind of event, whatever its features are. */
    public EventSource source(EventKind kind, Settings settings) {
        return source(kind, settings, List.of());
    }

    /** The source of one kind of event, for a model that takes such features. */
    public EventSource source(EventKind kind, Settings settings, FeatureSpace features) {
        return source(kind, settings, features.tables());
    }

    private EventSource source(EventKind kind, Settings settings, List<Long> tables) {
        FileListing listing = settings.bounded()
                ? new FileListing.Fixed(spec.files(kind))
                : new FileListing.Folder(spec.path().toString(), kind);
        return new EventSource(
                        listing,
                        settings.intake(features, sort).with(tables),
                        settings.get(JourneyOptions.MAX_OUT_OF_ORDERNESS).toMillis(),
                        settings.get(InputOptions.WATCH_INTERVAL))
                .with(settings.get(JourneyOptions.LATE));
    }

    /**
     * The features of its clicks, and how their values become rows.
     *
     * @throws InputException if an official file has not the official columns
     */
    public FeatureSpace space() throws IOException {
        FeatureSpace space = declaredSpace();
        if (space.size() != features.size()) {
            throw new InputException(spec.path() + ": expected clicks with the " + space.size()
                    + " features of official files, found " + features.size());
        }
        return space;
    }

    private FeatureSpace declaredSpace() throws IOException {
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

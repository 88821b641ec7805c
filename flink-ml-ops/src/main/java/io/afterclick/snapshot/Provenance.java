package io.afterclick.snapshot;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a model's parameters come from.
 *
 * @param createdBy version of the code that wrote them
 * @param seed seed of the run
 * @param settings effective settings by key, in the order of the keys
 * @param trainedFromMs event time of the first sample trained on, in milliseconds since 1970-01-01T00:00Z; null if none was
 * @param trainedToMs event time of the last sample trained on, likewise
 * @param segments segments trained
 * @param steps training steps taken
 */
public record Provenance(
        String createdBy,
        long seed,
        SortedMap<String, String> settings,
        @Nullable Long trainedFromMs,
        @Nullable Long trainedToMs,
        long segments,
        long steps) {

    public Provenance {
        settings = sorted(settings);
    }

    /** A copy in the order of the keys. */
    static SortedMap<String, String> sorted(Map<String, String> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}

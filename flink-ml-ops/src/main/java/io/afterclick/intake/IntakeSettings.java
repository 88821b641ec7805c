package io.afterclick.intake;

import java.io.Serializable;
import java.util.List;

/**
 * How files are read.
 *
 * @param features names of the features, in the order that the run keeps
 * @param epoch day 0 of official files, in milliseconds since 1970-01-01T00:00Z
 * @param latestTime no event may be later, in milliseconds since 1970-01-01T00:00Z
 * @param longestRecord no record may take more bytes
 * @param sort whether the rows of official files are read in the order of their times, wherever they stand
 * @param tables how many rows the tables have that take the features of official rows as row numbers; none if no model is to take
 *     them
 */
public record IntakeSettings(
        List<String> features, long epoch, long latestTime, int longestRecord, boolean sort, List<Long> tables)
        implements Serializable {

    public IntakeSettings {
        features = List.copyOf(features);
        tables = List.copyOf(tables);
        if (longestRecord <= 0) {
            throw new IllegalArgumentException(
                    "longest record: expected more than 0 bytes, found " + longestRecord + " bytes");
        }
    }

    /** Settings of a run without a model. */
    public IntakeSettings(List<String> features, long epoch, long latestTime, int longestRecord, boolean sort) {
        this(features, epoch, latestTime, longestRecord, sort, List.of());
    }

    /** The same for a model that takes row numbers: a record with one beyond its tables is invalid. */
    public IntakeSettings with(List<Long> sizes) {
        return new IntakeSettings(features, epoch, latestTime, longestRecord, sort, sizes);
    }

    EventRules rules() {
        return new EventRules(latestTime);
    }
}

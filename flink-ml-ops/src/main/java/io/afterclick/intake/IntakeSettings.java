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
 */
public record IntakeSettings(List<String> features, long epoch, long latestTime, int longestRecord, boolean sort)
        implements Serializable {

    public IntakeSettings {
        features = List.copyOf(features);
        if (longestRecord <= 0) {
            throw new IllegalArgumentException(
                    "longest record: expected more than 0 bytes, found " + longestRecord + " bytes");
        }
    }

    EventRules rules() {
        return new EventRules(latestTime);
    }
}

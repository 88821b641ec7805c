package io.afterclick.job.trainer;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A model variant of a run.
 *
 * @param key of its state
 * @param delivery whose samples it is given, or null if it never trains
 * @param closingDelay how long after its end a segment is worked on, in milliseconds; for variants whose samples carry the time
 *     of their click and are given away when they are complete
 */
public record VariantPlan(String name, String key, @Nullable String delivery, LearnerOpener opener, long closingDelay)
        implements Serializable {

    /** A variant whose key is its name. */
    public VariantPlan(String name, @Nullable String delivery, LearnerOpener opener, long closingDelay) {
        this(name, name, delivery, opener, closingDelay);
    }

    /** The same variant under another key. */
    public VariantPlan withKey(String other) {
        return new VariantPlan(name, other, delivery, opener, closingDelay);
    }
}

package io.afterclick.job.record;

/**
 * What a variant's work has cost since it began. Work that a failure undid is not in it, so that it is measured and not exact.
 *
 * @param trainingNanos CPU time of the task's thread in training steps
 * @param otherNanos CPU time of the task's thread for the rest of the variant's turns: reading and sorting segments, scoring
 * @param cacheHits rows asked for that were in memory
 * @param cacheMisses rows asked for that were not
 * @param rowsRead rows looked for in keyed state
 * @param rowsWritten rows written to keyed state
 */
public record TrainerCost(
        long trainingNanos, long otherNanos, long cacheHits, long cacheMisses, long rowsRead, long rowsWritten) {

    public static final TrainerCost NONE = new TrainerCost(0, 0, 0, 0, 0, 0);

    /** Both together. */
    public TrainerCost plus(TrainerCost other) {
        return new TrainerCost(
                trainingNanos + other.trainingNanos,
                otherNanos + other.otherNanos,
                cacheHits + other.cacheHits,
                cacheMisses + other.cacheMisses,
                rowsRead + other.rowsRead,
                rowsWritten + other.rowsWritten);
    }

    /** Rows asked for that were in memory, of all that were asked for; 1 before the first. */
    public double hitRate() {
        long all = cacheHits + cacheMisses;
        return all == 0 ? 1 : cacheHits / (double) all;
    }
}

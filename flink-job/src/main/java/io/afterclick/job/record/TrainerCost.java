package io.afterclick.job.record;

/**
 * What a variant's work has cost since it began. Work that a failure undid is not in it, so that it is measured and not exact.
 *
 * @param trainingNanos CPU time of the task's thread in training steps
 * @param otherNanos CPU time of the task's thread for the rest of the variant's turns: reading and sorting segments, scoring
 * @param flushNanos CPU time of the task's thread for bringing keyed state up to date at checkpoints
 * @param cacheHits rows asked for that were in memory
 * @param cacheMisses rows asked for that were not
 * @param rowsRead rows looked for in keyed state
 * @param rowsWritten rows written to keyed state
 * @param readNanos wall time of these reads
 * @param writeNanos wall time of these writes
 */
public record TrainerCost(
        long trainingNanos,
        long otherNanos,
        long flushNanos,
        long cacheHits,
        long cacheMisses,
        long rowsRead,
        long rowsWritten,
        long readNanos,
        long writeNanos) {

    public static final TrainerCost NONE = new TrainerCost(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public TrainerCost plus(TrainerCost other) {
        return new TrainerCost(
                trainingNanos + other.trainingNanos,
                otherNanos + other.otherNanos,
                flushNanos + other.flushNanos,
                cacheHits + other.cacheHits,
                cacheMisses + other.cacheMisses,
                rowsRead + other.rowsRead,
                rowsWritten + other.rowsWritten,
                readNanos + other.readNanos,
                writeNanos + other.writeNanos);
    }

    /** Rows asked for that were in memory, of all that were asked for; 1 before the first. */
    public double hitRate() {
        return hitRate(cacheHits, cacheMisses);
    }

    /** Hits of all rows asked for; 1 before the first. */
    public static double hitRate(long hits, long misses) {
        long all = hits + misses;
        return all == 0 ? 1 : hits / (double) all;
    }
}

package io.afterclick.learn.reader;

/**
 * How READER's networks are built and fed.
 *
 * @param fields of a click
 * @param dimension of an embedding
 * @param attribution milliseconds in which a purchase counts for a click's value
 * @param batchSize clicks, or purchases, of a pretraining step
 * @param minBatch fewer make no step, unless there are no more
 */
public record ReaderSettings(int fields, int dimension, long attribution, int batchSize, int minBatch) {

    private static final long DAY = 24L * 60 * 60 * 1000;

    public ReaderSettings {
        if (fields < 1 || dimension < 1 || attribution < 1) {
            throw new IllegalArgumentException("expected 1 or more fields, dimensions and ms of attribution, found "
                    + fields + ", " + dimension + " and " + attribution);
        }
        if (minBatch < 1 || batchSize < minBatch) {
            throw new IllegalArgumentException(
                    "expected batches of 1 or more and a smallest one that is no larger, found " + batchSize + " and "
                            + minBatch);
        }
    }

    /** The published model for a number of fields. */
    public static ReaderSettings of(int fields) {
        return new ReaderSettings(fields, 16, 7 * DAY, 1024, 32);
    }

    /** Share of the attribution window that has gone by, in [0, 1]. */
    float share(long elapsed) {
        return (float) ((double) elapsed / attribution);
    }

    /** Major currency units. */
    static float major(long micros) {
        return (float) (micros / 1e6);
    }
}

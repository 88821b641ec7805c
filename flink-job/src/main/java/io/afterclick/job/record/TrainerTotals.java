package io.afterclick.job.record;

/**
 * What a variant has done with what it was given, since it began: a function of the input, whatever failed on the way.
 *
 * @param clicks scored
 * @param steps batches that moved the parameters
 * @param samples of these batches
 * @param refusedBatches batches that changed nothing, since a loss or a gradient was not finite
 * @param refusedSamples samples of these
 * @param unusedSamples samples from outside of the stream, or of tasks that are not the variant's
 */
public record TrainerTotals(
        long clicks, long steps, long samples, long refusedBatches, long refusedSamples, long unusedSamples) {

    public static final TrainerTotals NONE = new TrainerTotals(0, 0, 0, 0, 0, 0);

    /** With more clicks scored. */
    public TrainerTotals scored(int more) {
        return new TrainerTotals(clicks + more, steps, samples, refusedBatches, refusedSamples, unusedSamples);
    }

    /** With a batch more that was trained on. */
    public TrainerTotals trained(int size) {
        return new TrainerTotals(clicks, steps + 1, samples + size, refusedBatches, refusedSamples, unusedSamples);
    }

    /** With a batch more that changed nothing. */
    public TrainerTotals refused(int size) {
        return new TrainerTotals(clicks, steps, samples, refusedBatches + 1, refusedSamples + size, unusedSamples);
    }

    /** With a sample more that trains nothing. */
    public TrainerTotals unused() {
        return new TrainerTotals(clicks, steps, samples, refusedBatches, refusedSamples, unusedSamples + 1);
    }

    /** Clicks scored and samples taken out of their segments, whether they moved the parameters or not. */
    public long worked() {
        return clicks + samples + refusedSamples;
    }
}

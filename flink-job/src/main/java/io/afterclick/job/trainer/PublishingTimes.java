package io.afterclick.job.trainer;

/**
 * When a variant's model is published: after the last segment, and if asked for every so many segments. A variant that never
 * trains is not published: it is the folder that it was opened from.
 *
 * @param trains whether the variant does
 * @param every segments, or 0
 * @param last epoch, the number of segments that train
 */
record PublishingTimes(boolean trains, int every, int last) {

    static PublishingTimes of(VariantPlan plan, TrainerSettings settings) {
        return new PublishingTimes(
                plan.delivery() != null,
                settings.publishEvery(),
                settings.segments().count());
    }

    /** Segments that the parameters of this moment were trained on. */
    long epoch(Progress progress) {
        return Math.min(progress.segment(), last);
    }

    /**
     * Whether the parameters of this moment are to be published.
     *
     * @param published the last epoch that was
     */
    boolean isDue(Progress progress, long published) {
        long epoch = epoch(progress);
        boolean between = progress.batch() == 0;
        return trains && between && epoch > published && (epoch == last || every > 0 && epoch % every == 0);
    }
}

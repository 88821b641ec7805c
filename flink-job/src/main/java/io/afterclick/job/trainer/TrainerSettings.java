package io.afterclick.job.trainer;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.learn.embedding.RowAgeing;
import io.afterclick.trial.BatchSizes;
import io.afterclick.trial.Segments;
import java.io.Serializable;
import java.util.List;

/**
 * How variants are trained.
 *
 * @param variants names unique
 * @param cacheBytes of rows that one variant holds in memory
 * @param waitingBytes of waiting records that one variant holds in memory, roughly; half for samples and half for clicks
 * @param bounded whether the input ends, so that its end closes all segments
 * @param publishEvery segments after which a model is published; 0 if only after the last one
 * @param ageing of embedding rows
 */
public record TrainerSettings(
        List<VariantPlan> variants,
        Segments segments,
        BatchSizes batchSizes,
        FeatureSpace features,
        long cacheBytes,
        long waitingBytes,
        boolean bounded,
        int publishEvery,
        RowAgeing ageing)
        implements Serializable {

    /** Models are published after the last segment alone, and rows do not age. */
    public TrainerSettings(
            List<VariantPlan> variants,
            Segments segments,
            BatchSizes batchSizes,
            FeatureSpace features,
            long cacheBytes,
            long waitingBytes,
            boolean bounded) {
        this(variants, segments, batchSizes, features, cacheBytes, waitingBytes, bounded, 0, RowAgeing.NONE);
    }
}

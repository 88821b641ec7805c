package io.afterclick.job.trainer;

import io.afterclick.feature.FeatureSpace;
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
 */
public record TrainerSettings(
        List<VariantPlan> variants,
        Segments segments,
        BatchSizes batchSizes,
        FeatureSpace features,
        long cacheBytes,
        long waitingBytes,
        boolean bounded)
        implements Serializable {}

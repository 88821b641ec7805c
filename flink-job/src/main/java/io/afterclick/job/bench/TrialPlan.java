package io.afterclick.job.bench;

import io.afterclick.learn.optimise.RowMode;
import io.afterclick.trial.Days;
import java.time.Duration;
import java.util.List;

/**
 * What is compared on one log.
 *
 * @param pretrain days of the clicks that pretraining sees
 * @param stream days whose samples train online
 * @param batchSize samples of a batch at most, in pretraining and online
 * @param dimension of an embedding
 * @param deviation of initial embeddings
 * @param learningRate of the online step; READER's falls from segment to segment
 * @param pretrainRate of TESLA's pretraining; READER's are the published ones
 * @param clipNorm of READER's gradients; infinite: never
 * @param warmUp steps of READER over which the learning rate rises
 * @param variants by name, in the order of the table
 * @param seeds 1 to this
 */
public record TrialPlan(
        Days pretrain,
        Days stream,
        Duration segment,
        int batchSize,
        int dimension,
        double deviation,
        double learningRate,
        double pretrainRate,
        double clipNorm,
        int warmUp,
        List<String> variants,
        List<RowMode> rows,
        int seeds) {

    /** Fewer samples wait for the next segment. */
    static final int SMALLEST_BATCH = 32;

    public TrialPlan {
        variants = List.copyOf(variants);
        rows = List.copyOf(rows);
        if (seeds < 1) {
            throw new IllegalArgumentException("--seeds: expected 1 or more, found " + seeds);
        }
    }
}

package io.afterclick.job.variant;

import io.afterclick.learn.optimise.RowMode;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all variants of a run have in common unless their own options say otherwise.
 *
 * @param fields names of the features
 * @param dimension of an embedding
 * @param deviation of initial embeddings
 * @param learningRate of the online phase, or null for that of each model
 * @param rows of the online phase
 * @param onlineWeighting whether TESLA's weights come from the online predictor
 * @param gmvAttribution milliseconds in which a purchase counts for a click's value
 * @param batchCapacity samples of a batch at most
 * @param seed of the run
 */
public record ModelDefaults(
        List<String> fields,
        int dimension,
        double deviation,
        @Nullable Double learningRate,
        RowMode rows,
        boolean onlineWeighting,
        long gmvAttribution,
        int batchCapacity,
        long seed)
        implements Serializable {

    public ModelDefaults {
        fields = List.copyOf(fields);
    }

    double learningRateOr(double ofModel) {
        return learningRate == null ? ofModel : learningRate;
    }
}

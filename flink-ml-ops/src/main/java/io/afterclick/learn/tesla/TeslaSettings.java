package io.afterclick.learn.tesla;

/**
 * How TESLA is built and trained; the defaults are the published constants.
 *
 * @param fields of a sample
 * @param dimension of an embedding
 * @param learningRate of the online step
 * @param weighting where the weights of the debiased losses come from
 * @param predictsInTraining whether each batch ends with another pass in training mode, as the published code predicts,
 *     which moves the running statistics once more
 */
public record TeslaSettings(
        int fields,
        int dimension,
        TeslaVariant variant,
        double learningRate,
        Weighting weighting,
        boolean predictsInTraining) {

    /** Negatives drawn for each positive of the conversion stage. */
    public static final int CONVERSION_DRAWS = 50;

    /** Negatives drawn for each positive of the refund stage. */
    public static final int REFUND_DRAWS = 5;

    /** Coefficient of the conversion stage's ranking loss. */
    public static final double CONVERSION_RANKING = 1;

    /** Coefficient of the refund stage's ranking loss. */
    public static final double REFUND_RANKING = 0.1;

    /** Sources of the debiasing weights. */
    public enum Weighting {
        /** The frozen pretrained predictor, as the published code has it. */
        PRETRAINED,
        /** The online predictor, as the paper's equations have it. */
        ONLINE
    }

    public TeslaSettings {
        if (fields < 1 || dimension < 1) {
            throw new IllegalArgumentException(
                    "expected at least one field and dimension, found " + fields + " and " + dimension);
        }
        if (!(learningRate > 0)) {
            throw new IllegalArgumentException("learning rate: expected more than 0, found " + learningRate);
        }
    }

    /** The published model for a number of fields. */
    public static TeslaSettings of(int fields) {
        return new TeslaSettings(fields, 32, TeslaVariant.TESLA, 1e-2, Weighting.PRETRAINED, false);
    }

    public TeslaSettings with(TeslaVariant other) {
        return new TeslaSettings(fields, dimension, other, learningRate, weighting, predictsInTraining);
    }

    public TeslaSettings with(Weighting other) {
        return new TeslaSettings(fields, dimension, variant, learningRate, other, predictsInTraining);
    }

    public TeslaSettings withDimension(int other) {
        return new TeslaSettings(fields, other, variant, learningRate, weighting, predictsInTraining);
    }

    public TeslaSettings withLearningRate(double other) {
        return new TeslaSettings(fields, dimension, variant, other, weighting, predictsInTraining);
    }

    public TeslaSettings predictingInTraining() {
        return new TeslaSettings(fields, dimension, variant, learningRate, weighting, true);
    }
}

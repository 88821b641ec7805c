package io.afterclick.ml;

import io.afterclick.learn.MeasuredDefaults;
import io.afterclick.learn.tesla.TeslaSettings.Weighting;
import io.afterclick.learn.tesla.TeslaVariant;
import org.apache.flink.ml.param.DoubleParam;
import org.apache.flink.ml.param.IntParam;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.StringParam;

/** How TESLA is built and trained; defaults are the published constants and {@link MeasuredDefaults}. */
public interface TeslaParams<T> extends TeslaModelParams<T>, TrainingParams<T> {

    Param<String> VARIANT = new StringParam(
            "variant",
            "Embeddings and losses: tesla, or shared, separate or hybrid of the ablation.",
            Expected.text(TeslaVariant.TESLA),
            Expected.oneOf("variant", TeslaVariant.values()));

    Param<String> WEIGHTING = new StringParam(
            "weighting",
            "Where the weights of the debiased losses come from: the pretrained or the online predictor.",
            Expected.text(Weighting.PRETRAINED),
            Expected.oneOf("weighting", Weighting.values()));

    Param<Integer> EMBEDDING_DIMENSION = new IntParam(
            "embeddingDimension", "Numbers of an embedding.", 32, Expected.atLeast("embeddingDimension", 1));

    Param<Integer> BATCH_SIZE = new IntParam(
            "batchSize", "Clicks or samples of a training step at most.", 5000, Expected.atLeast("batchSize", 2));

    Param<Double> LEARNING_RATE = new DoubleParam(
            "learningRate",
            "Learning rate of online training.",
            MeasuredDefaults.TESLA_LEARNING_RATE,
            Expected.positive("learningRate"));

    Param<Double> PRETRAINING_LEARNING_RATE = new DoubleParam(
            "pretrainingLearningRate",
            "Learning rate on settled clicks.",
            MeasuredDefaults.TESLA_PRETRAINING_LEARNING_RATE,
            Expected.positive("pretrainingLearningRate"));

    default String getVariant() {
        return get(VARIANT);
    }

    default T setVariant(String value) {
        return set(VARIANT, value);
    }

    default String getWeighting() {
        return get(WEIGHTING);
    }

    default T setWeighting(String value) {
        return set(WEIGHTING, value);
    }

    default int getEmbeddingDimension() {
        return get(EMBEDDING_DIMENSION);
    }

    default T setEmbeddingDimension(int value) {
        return set(EMBEDDING_DIMENSION, value);
    }

    default int getBatchSize() {
        return get(BATCH_SIZE);
    }

    default T setBatchSize(int value) {
        return set(BATCH_SIZE, value);
    }

    default double getLearningRate() {
        return get(LEARNING_RATE);
    }

    default T setLearningRate(double value) {
        return set(LEARNING_RATE, value);
    }

    default double getPretrainingLearningRate() {
        return get(PRETRAINING_LEARNING_RATE);
    }

    default T setPretrainingLearningRate(double value) {
        return set(PRETRAINING_LEARNING_RATE, value);
    }
}

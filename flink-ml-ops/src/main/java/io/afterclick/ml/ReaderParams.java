package io.afterclick.ml;

import io.afterclick.learn.MeasuredDefaults;
import org.apache.flink.ml.param.DoubleParam;
import org.apache.flink.ml.param.IntParam;
import org.apache.flink.ml.param.LongParam;
import org.apache.flink.ml.param.Param;
import org.jspecify.annotations.Nullable;

/** How READER is built and trained; defaults are the published constants and {@link MeasuredDefaults}. */
public interface ReaderParams<T> extends ReaderModelParams<T>, TrainingParams<T> {

    Param<Integer> EMBEDDING_DIMENSION = new IntParam(
            "embeddingDimension", "Numbers of an embedding.", 16, Expected.atLeast("embeddingDimension", 1));

    Param<Integer> BATCH_SIZE = new IntParam(
            "batchSize", "Clicks or samples of a training step at most.", 1024, Expected.atLeast("batchSize", 2));

    Param<Double> LEARNING_RATE = new DoubleParam(
            "learningRate",
            "Learning rate of online training in its first segment; it falls by 5 % every two segments.",
            MeasuredDefaults.READER_LEARNING_RATE,
            Expected.positive("learningRate"));

    Param<Double> MIN_LEARNING_RATE = new DoubleParam(
            "minLearningRate",
            "Learning rate of online training below which it does not fall.",
            0.0,
            Expected.notNegative("minLearningRate"));

    Param<Double> CLIP_NORM = new DoubleParam(
            "clipNorm",
            "Norm to which all gradients of a step together are shrunk; none: never.",
            MeasuredDefaults.READER_CLIP_NORM,
            Expected.positiveOrNone("clipNorm"));

    Param<Integer> WARM_UP_STEPS = new IntParam(
            "warmUpSteps",
            "Steps in which the learning rate rises to its value.",
            MeasuredDefaults.READER_WARM_UP_STEPS,
            Expected.atLeast("warmUpSteps", 0));

    Param<Long> ATTRIBUTION_MS = new LongParam(
            "attributionMs",
            "Milliseconds after a click in which a purchase counts.",
            604_800_000L,
            Expected.atLeast("attributionMs", 1));

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

    default double getMinLearningRate() {
        return get(MIN_LEARNING_RATE);
    }

    default T setMinLearningRate(double value) {
        return set(MIN_LEARNING_RATE, value);
    }

    default @Nullable Double getClipNorm() {
        return get(CLIP_NORM);
    }

    default T setClipNorm(@Nullable Double value) {
        return set(CLIP_NORM, value);
    }

    default int getWarmUpSteps() {
        return get(WARM_UP_STEPS);
    }

    default T setWarmUpSteps(int value) {
        return set(WARM_UP_STEPS, value);
    }

    default long getAttributionMs() {
        return get(ATTRIBUTION_MS);
    }

    default T setAttributionMs(long value) {
        return set(ATTRIBUTION_MS, value);
    }
}

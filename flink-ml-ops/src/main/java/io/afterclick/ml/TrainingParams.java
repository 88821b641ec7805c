package io.afterclick.ml;

import io.afterclick.feature.RowKeys;
import io.afterclick.learn.MeasuredDefaults;
import io.afterclick.learn.optimise.RowMode;
import org.apache.flink.ml.param.DoubleParam;
import org.apache.flink.ml.param.IntParam;
import org.apache.flink.ml.param.LongArrayParam;
import org.apache.flink.ml.param.LongParam;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.ParamValidators;
import org.apache.flink.ml.param.StringParam;
import org.jspecify.annotations.Nullable;

/** How a model is trained, whichever it is. */
public interface TrainingParams<T> extends FeatureParams<T> {

    Param<Long> SEED = new LongParam("seed", "Seed of all that is drawn.", 1L, Expected.given("seed"));

    Param<String> ROW_KEYS = new StringParam(
            "rowKeys",
            "How a value becomes the row of its field's table: identity (it is the row's number), buckets (hashed) or "
                    + "collisionless.",
            Expected.text(RowKeys.BUCKETS),
            Expected.oneOf("rowKeys", RowKeys.values()));

    Param<Long[]> BUCKETS = new LongArrayParam(
            "buckets",
            "Rows of each field's table, or one number for all; without meaning for collisionless rows.",
            new Long[] {65536L},
            Expected.counts("buckets"));

    Param<String> ROWS = new StringParam(
            "rows",
            "When a row moves that is not in the batch: lazy (never) or deferred (by its momentum).",
            Expected.text(RowMode.LAZY),
            Expected.oneOf("rows", RowMode.values()));

    Param<Double> ROW_INIT_STD = new DoubleParam(
            "rowInitStd",
            "Standard deviation of an embedding before training.",
            MeasuredDefaults.ROW_INIT_STD,
            Expected.notNegative("rowInitStd"));

    Param<Integer> MIN_BATCH_SIZE = new IntParam(
            "minBatchSize",
            "Fewer samples of a segment wait for the next one.",
            32,
            Expected.atLeast("minBatchSize", 1));

    Param<Long> SEGMENT_LENGTH_MS = new LongParam(
            "segmentLengthMs",
            "Length in milliseconds of the segments of delivery time in which samples are trained.",
            3_600_000L,
            Expected.atLeast("segmentLengthMs", 1));

    Param<Long> START_MS = new LongParam(
            "startMs",
            "Start of the first segment, in milliseconds since 1970-01-01T00:00Z, before which no sample trains; none: the "
                    + "last whole multiple of segmentLengthMs up to the first sample.",
            null,
            ParamValidators.alwaysTrue());

    default long getSeed() {
        return get(SEED);
    }

    default T setSeed(long value) {
        return set(SEED, value);
    }

    default String getRowKeys() {
        return get(ROW_KEYS);
    }

    default T setRowKeys(String value) {
        return set(ROW_KEYS, value);
    }

    default Long[] getBuckets() {
        return get(BUCKETS);
    }

    default T setBuckets(Long... value) {
        return set(BUCKETS, value);
    }

    default String getRows() {
        return get(ROWS);
    }

    default T setRows(String value) {
        return set(ROWS, value);
    }

    default double getRowInitStd() {
        return get(ROW_INIT_STD);
    }

    default T setRowInitStd(double value) {
        return set(ROW_INIT_STD, value);
    }

    default int getMinBatchSize() {
        return get(MIN_BATCH_SIZE);
    }

    default T setMinBatchSize(int value) {
        return set(MIN_BATCH_SIZE, value);
    }

    default long getSegmentLengthMs() {
        return get(SEGMENT_LENGTH_MS);
    }

    default T setSegmentLengthMs(long value) {
        return set(SEGMENT_LENGTH_MS, value);
    }

    default @Nullable Long getStartMs() {
        return get(START_MS);
    }

    default T setStartMs(@Nullable Long value) {
        return set(START_MS, value);
    }
}

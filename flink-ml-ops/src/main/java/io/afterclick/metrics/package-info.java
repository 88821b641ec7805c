/**
 * How good predictions were: ranking, calibration and error of conversions and of gross value, by segment and over a run.
 *
 * <p>Rows are collected by an accumulator per family ({@link io.afterclick.metrics.ConversionScores}, {@link
 * io.afterclick.metrics.GmvScores}, {@link io.afterclick.metrics.UserScores}, {@link
 * io.afterclick.metrics.SegmentScores}). Accumulators merge, and the result is the same to the last bit whatever the order
 * in which rows were added and accumulators merged: pairs are counted in whole numbers, and whatever is summed is first put
 * in a total order of its values, so that rows which look alike may change places without a trace. A row needs no id for
 * that. Logarithms are {@link java.lang.StrictMath}'s, so the bits do not depend on the machine either.
 */
@NullMarked
package io.afterclick.metrics;

import org.jspecify.annotations.NullMarked;

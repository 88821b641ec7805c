package io.afterclick.metrics;

/** Why a metric has no value. Stored by ordinal: new reasons go to the end. */
public enum MissingReason {
    /** There are no rows, or no segments with a value. */
    NO_ROWS,
    /** No two labels differ, so there is nothing to rank: only one class, or only one amount. */
    EQUAL_LABELS,
    /** The labels sum to zero, and something is to be divided by that. */
    ZERO_LABELS,
    /** A prediction is not a number: the model is broken, not bad. */
    NOT_A_NUMBER,
    /** A prediction for which the metric is not defined: no probability, or a negative value. */
    OUT_OF_RANGE,
    /** The value grows beyond all bounds, as the logarithm of a zero prediction does. */
    INFINITE,
    /** Oracle and pretrained do not differ: there is no way to go, of which the model could have gone a share. */
    NO_DIFFERENCE
}

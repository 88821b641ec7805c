package io.afterclick.job.count;

import io.afterclick.learn.Quantity;
import java.util.Locale;

/** Names of the counts and metrics of a segment. */
public final class SegmentCounts {

    /** Clicks that the variant scored. */
    public static final String CLICKS = "clicks";
    /** Outcomes that the metrics are taken over; of net conversion and of GMV, if the variant predicts of both. */
    public static final String COMPLETE = "outcomes.complete";
    /** Outcomes that the end of the input may have cut short; in no metric. */
    public static final String INCOMPLETE = "outcomes.incomplete";
    /** Outcomes that did not come in time; in no metric. */
    public static final String MISSING = "outcomes.missing";

    private SegmentCounts() {}

    /** Rows that the metrics of a quantity are taken over. */
    public static String rows(Quantity quantity) {
        return of(quantity, "rows");
    }

    /** Rows whose label is true. */
    public static String positives(Quantity quantity) {
        return of(quantity, "positives");
    }

    /** Rows whose prediction is not a number. */
    public static String notANumber(Quantity quantity) {
        return of(quantity, "notANumber");
    }

    /** Something of a quantity, such as {@code cvr.auc}. */
    public static String of(Quantity quantity, String name) {
        return name(quantity) + "." + name;
    }

    /** A quantity, such as {@code cvr}. */
    public static String name(Quantity quantity) {
        return quantity.name().toLowerCase(Locale.ROOT);
    }
}

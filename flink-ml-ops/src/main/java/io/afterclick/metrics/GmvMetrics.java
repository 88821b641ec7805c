package io.afterclick.metrics;

/**
 * How good the predicted gross values were, over clicks with at least one purchase.
 *
 * @param rows predictions with their label
 * @param notANumber rows whose prediction is NaN; if there are any, no metric has a value
 * @param auc share of pairs in the right order, among pairs with different labels; equal predictions count half; 0 to 1,
 *     needs two labels that differ
 * @param acc share of rows whose prediction is at most a fifth of the label away from it, |p - y| &lt;= 0.2 y; 0 to 1
 * @param alpr absolute log prediction ratio, mean |log<sub>2</sub>(p / y)|; in doublings, 0 or more: at 1 a prediction is off
 *     by a factor of two; infinite, so without a value, if one of prediction and label is 0, out of range if both are or a
 *     prediction is negative
 * @param pcoc sum of predictions / sum of labels; 1 is calibrated, above 1 is too high; needs a label above 0
 */
public record GmvMetrics(long rows, long notANumber, Metric auc, Metric acc, Metric alpr, Metric pcoc) {}

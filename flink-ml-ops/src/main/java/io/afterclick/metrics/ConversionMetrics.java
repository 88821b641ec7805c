package io.afterclick.metrics;

/**
 * How good the predicted probabilities of a conversion, or of a net conversion, were.
 *
 * @param rows predictions with their label
 * @param positives rows that converted
 * @param notANumber rows whose prediction is NaN; for what follows from them see {@link Convention}
 * @param auc share of (positive, negative) pairs in the right order, equal predictions count half; 0 to 1, needs both classes
 * @param prAuc average precision, equal predictions as one threshold; above 0 up to 1, needs both classes
 * @param nll negative log likelihood, mean of -ln p for a positive and -ln(1 - p) for a negative, each at most 100; in nats,
 *     0 to 100; only if every prediction is from 0 to 1
 * @param pcoc predicted over observed conversions, mean prediction / mean label; 1 is calibrated, above 1 is too high; needs
 *     a positive, unless as {@link Convention#PUBLISHED}
 */
public record ConversionMetrics(
        long rows, long positives, long notANumber, Metric auc, Metric prAuc, Metric nll, Metric pcoc) {}

package io.afterclick.metrics;

/**
 * How well predictions rank the rows of two classes. Told the classes of each group of equal predictions, from the highest
 * prediction to the lowest. Pairs are counted in whole numbers: 2<sup>31</sup> rows make fewer than 2<sup>61</sup> half pairs.
 */
final class Ranking {

    private long positives;
    private long negatives;
    private long orderedHalfPairs;
    private double precisionOfPositives;

    /** The next lower prediction, and how many rows of either class have it. */
    void tie(long tiedPositives, long tiedNegatives) {
        orderedHalfPairs += tiedNegatives * (2 * positives + tiedPositives);
        positives += tiedPositives;
        negatives += tiedNegatives;
        if (tiedPositives > 0) {
            precisionOfPositives += tiedPositives * ((double) positives / (positives + negatives));
        }
    }

    /** Share of (positive, negative) pairs in which the positive's prediction is higher, ties count half. From 0 to 1. */
    Metric auc() {
        return hasBothClasses()
                ? Metric.of((double) orderedHalfPairs / (2 * positives * negatives))
                : Metric.missing(MissingReason.EQUAL_LABELS);
    }

    /**
     * Average precision: for each positive the share of positives among the rows predicted as high or higher, averaged over
     * the positives. The sum of (R<sub>k</sub> - R<sub>k-1</sub>) P<sub>k</sub> over distinct predictions. Above 0, up to 1.
     */
    Metric averagePrecision() {
        return hasBothClasses()
                ? Metric.of(precisionOfPositives / positives)
                : Metric.missing(MissingReason.EQUAL_LABELS);
    }

    private boolean hasBothClasses() {
        return positives > 0 && negatives > 0;
    }
}

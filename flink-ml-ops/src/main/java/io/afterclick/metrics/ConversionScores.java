package io.afterclick.metrics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Predicted probabilities of a conversion and what came of them, 8 bytes a row in memory, 4 or 8 in store.
 *
 * <p>Order of sums: predictions of positives ascending, then those of negatives ascending. Rows with the same prediction and
 * the same label are alike, so metrics and bytes depend on the rows alone, not on how they came together.
 */
public final class ConversionScores {

    /** Version of the layout that is written. */
    public static final int VERSION = 1;

    private static final double LOWEST_LOGARITHM = -100;
    private static final double PUBLISHED_GUARD = 1e-6;

    private DoubleColumn positives = new DoubleColumn();
    private DoubleColumn negatives = new DoubleColumn();

    /** @param prediction meant as a probability; anything else, NaN included, is kept and shows in the metrics */
    public void add(double prediction, boolean converted) {
        (converted ? positives : negatives).add(prediction);
    }

    /** Takes over the rows of another one, which stays as it is. */
    public void merge(ConversionScores other) {
        positives.addAll(other.positives);
        negatives.addAll(other.negatives);
    }

    public long rows() {
        return (long) positives.size() + negatives.size();
    }

    public ConversionMetrics metrics() {
        return metrics(Convention.PLAIN);
    }

    public ConversionMetrics metrics(Convention convention) {
        sort();
        long notANumber = (long) positives.notANumber() + negatives.notANumber();
        if (rows() == 0) {
            return without(MissingReason.NO_ROWS, 0);
        }
        if (notANumber == 0) {
            Ranking ranking = ranking();
            return new ConversionMetrics(
                    rows(),
                    positives.size(),
                    0,
                    ranking.auc(),
                    ranking.averagePrecision(),
                    negativeLogLikelihood(),
                    calibration(convention));
        }
        ConversionMetrics without = without(MissingReason.NOT_A_NUMBER, notANumber);
        if (convention == Convention.PLAIN) {
            return without;
        }
        ConversionMetrics zeros = withZeroForNaN().metrics(convention);
        return new ConversionMetrics(
                rows(), positives.size(), notANumber, zeros.auc(), without.prAuc(), zeros.nll(), without.pcoc());
    }

    /** What was predicted and what came, by the height of the prediction. */
    public List<ReliabilityBin> reliability() {
        sort();
        ReliabilityBins bins = new ReliabilityBins();
        for (int row = 0; row < positives.size(); row++) {
            bins.add(positives.get(row), 1);
        }
        for (int row = 0; row < negatives.size(); row++) {
            bins.add(negatives.get(row), 0);
        }
        return bins.bins();
    }

    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        sort();
        positives.write(out);
        negatives.write(out);
    }

    /** @throws IOException if the bytes were written by a later release, or are none of ours */
    public static ConversionScores read(DataInput in) throws IOException {
        Layout.readVersion("conversion scores", VERSION, in);
        ConversionScores scores = new ConversionScores();
        scores.positives = DoubleColumn.read(in);
        scores.negatives = DoubleColumn.read(in);
        return scores;
    }

    private void sort() {
        positives.sort();
        negatives.sort();
    }

    private ConversionMetrics without(MissingReason reason, long notANumber) {
        Metric missing = Metric.missing(reason);
        return new ConversionMetrics(rows(), positives.size(), notANumber, missing, missing, missing, missing);
    }

    private ConversionScores withZeroForNaN() {
        ConversionScores scores = new ConversionScores();
        for (int row = 0; row < positives.size(); row++) {
            scores.add(zeroForNaN(positives.get(row)), true);
        }
        for (int row = 0; row < negatives.size(); row++) {
            scores.add(zeroForNaN(negatives.get(row)), false);
        }
        return scores;
    }

    private static double zeroForNaN(double prediction) {
        return Double.isNaN(prediction) ? 0 : prediction;
    }

    private Ranking ranking() {
        Ranking ranking = new Ranking();
        int positive = positives.size();
        int negative = negatives.size();
        while (positive > 0 || negative > 0) {
            double highest = Math.max(last(positives, positive), last(negatives, negative));
            int positivesBelow = below(highest, positives, positive);
            int negativesBelow = below(highest, negatives, negative);
            ranking.tie(positive - positivesBelow, negative - negativesBelow);
            positive = positivesBelow;
            negative = negativesBelow;
        }
        return ranking;
    }

    private static double last(DoubleColumn column, int rows) {
        return rows == 0 ? Double.NEGATIVE_INFINITY : column.get(rows - 1);
    }

    private static int below(double prediction, DoubleColumn column, int rows) {
        int below = rows;
        while (below > 0 && column.get(below - 1) == prediction) {
            below--;
        }
        return below;
    }

    private Metric negativeLogLikelihood() {
        if (!isProbability(positives) || !isProbability(negatives)) {
            return Metric.missing(MissingReason.OUT_OF_RANGE);
        }
        double loss = 0;
        for (int row = 0; row < positives.size(); row++) {
            loss -= Math.max(LOWEST_LOGARITHM, StrictMath.log(positives.get(row)));
        }
        for (int row = 0; row < negatives.size(); row++) {
            loss -= Math.max(LOWEST_LOGARITHM, StrictMath.log1p(-negatives.get(row)));
        }
        return Metric.of(loss / rows());
    }

    private static boolean isProbability(DoubleColumn sorted) {
        return sorted.size() == 0 || (sorted.get(0) >= 0 && sorted.get(sorted.size() - 1) <= 1);
    }

    private Metric calibration(Convention convention) {
        double predicted = positives.sum() + negatives.sum();
        if (convention == Convention.PUBLISHED) {
            return Metric.of((predicted / rows()) / ((double) positives.size() / rows() + PUBLISHED_GUARD));
        }
        return positives.size() == 0
                ? Metric.missing(MissingReason.ZERO_LABELS)
                : Metric.of(predicted / positives.size());
    }
}

package io.afterclick.metrics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Predicted gross values and the true ones, in the same unit of money, 16 bytes a row in memory, 8 to 16 in store; 14 bytes a
 * row more while metrics are computed.
 *
 * <p>Order of sums: by label, then by prediction. Rows with both equal are alike, so metrics and bytes depend on the rows
 * alone, not on how they came together.
 *
 * <p>The authors' evaluation code computes the same metrics, with two differences of no weight in practice: it divides in
 * single precision, so that a relative error within a rounding of 0.2 may fall on the other side, and it measures the
 * relative error of a zero label against 10<sup>-8</sup>, where here only a zero prediction is right. It has no rule for NaN;
 * here a NaN prediction leaves all metrics without a value.
 */
public final class GmvScores {

    /** Version of the layout that is written. */
    public static final int VERSION = 1;

    /** Relative errors up to a fifth are small ones. A fifth is no binary number, five is. */
    private static final double SMALL_ERRORS_IN_LABEL = 5;

    private static final double LN_2 = StrictMath.log(2);

    private DoubleColumn predictions = new DoubleColumn();
    private DoubleColumn labels = new DoubleColumn();
    private boolean ordered;

    /**
     * @param prediction meant as an amount; anything else, NaN included, is kept and shows in the metrics
     * @param label finite, 0 or more
     */
    public void add(double prediction, double label) {
        if (!(label >= 0 && label < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Label: expected a finite amount of 0 or more, found " + label);
        }
        predictions.add(prediction);
        labels.add(label);
        ordered = false;
    }

    /** Takes over the rows of another one, which stays as it is. */
    public void merge(GmvScores other) {
        predictions.addAll(other.predictions);
        labels.addAll(other.labels);
        ordered = false;
    }

    public long rows() {
        return predictions.size();
    }

    public GmvMetrics metrics() {
        order();
        int notANumber = predictions.notANumber();
        if (rows() == 0 || notANumber > 0) {
            Metric missing = Metric.missing(rows() == 0 ? MissingReason.NO_ROWS : MissingReason.NOT_A_NUMBER);
            return new GmvMetrics(rows(), notANumber, missing, missing, missing, missing);
        }
        return new GmvMetrics(rows(), 0, orderedPairs(), accuracy(), logRatio(), calibration());
    }

    /** What was predicted and what came, by the height of the prediction. */
    public List<ReliabilityBin> reliability() {
        order();
        ReliabilityBins bins = new ReliabilityBins();
        for (int row = 0; row < predictions.size(); row++) {
            bins.add(predictions.get(row), labels.get(row));
        }
        return bins.bins();
    }

    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        order();
        predictions.write(out);
        labels.write(out);
    }

    /** @throws IOException if the bytes were written by a later release, or are none of ours */
    public static GmvScores read(DataInput in) throws IOException {
        Layout.readVersion("GMV scores", VERSION, in);
        GmvScores scores = new GmvScores();
        scores.predictions = DoubleColumn.read(in);
        scores.labels = DoubleColumn.read(in);
        if (scores.labels.size() != scores.predictions.size()) {
            throw new IOException("GMV scores: expected a label for each of " + scores.predictions.size()
                    + " predictions, found " + scores.labels.size());
        }
        return scores;
    }

    private void order() {
        if (!ordered) {
            int[] rows = RowMerge.sorted(predictions.size(), this::byLabelThenPrediction);
            predictions.arrange(rows);
            labels.arrange(rows);
            ordered = true;
        }
    }

    private int byLabelThenPrediction(int a, int b) {
        int byLabel = Double.compare(labels.get(a), labels.get(b));
        return byLabel != 0 ? byLabel : byPrediction(a, b);
    }

    private int byPrediction(int a, int b) {
        return Double.compare(predictions.get(a), predictions.get(b));
    }

    /**
     * Knight's way to count pairs in O(n log n): the rows are ordered by label, so the pairs that change places when they are
     * ordered by prediction are the wrong ones; pairs alike in one or both are counted in runs.
     */
    private Metric orderedPairs() {
        int[] rows = RowMerge.unsorted(predictions.size());
        long comparable = pairs(rows.length) - equalPairs(rows, (a, b) -> Double.compare(labels.get(a), labels.get(b)));
        if (comparable == 0) {
            return Metric.missing(MissingReason.EQUAL_LABELS);
        }
        long alike = equalPairs(rows, this::byLabelThenPrediction);
        long wrong = RowMerge.sort(rows, this::byPrediction);
        long tied = equalPairs(rows, this::byPrediction) - alike;
        return Metric.of((double) (2 * (comparable - wrong) - tied) / (2 * comparable));
    }

    private static long equalPairs(int[] rows, RowOrder order) {
        long pairs = 0;
        int start = 0;
        for (int end = 1; end <= rows.length; end++) {
            if (end == rows.length || order.compare(rows[start], rows[end]) != 0) {
                pairs += pairs(end - start);
                start = end;
            }
        }
        return pairs;
    }

    private static long pairs(long rows) {
        return rows * (rows - 1) / 2;
    }

    private Metric accuracy() {
        long close = 0;
        for (int row = 0; row < predictions.size(); row++) {
            double distance = Math.abs(predictions.get(row) - labels.get(row));
            close += SMALL_ERRORS_IN_LABEL * distance <= labels.get(row) ? 1 : 0;
        }
        return Metric.of((double) close / rows());
    }

    /** The ratio is a difference of logarithms: as a quotient, extreme amounts would leave the range of numbers. */
    private Metric logRatio() {
        double doublings = 0;
        for (int row = 0; row < predictions.size(); row++) {
            double prediction = predictions.get(row);
            double label = labels.get(row);
            if (prediction < 0 || (prediction == 0 && label == 0)) {
                return Metric.missing(MissingReason.OUT_OF_RANGE);
            }
            doublings += Math.abs(StrictMath.log(prediction) - StrictMath.log(label)) / LN_2;
        }
        return Metric.of(doublings / rows());
    }

    private Metric calibration() {
        double observed = labels.sum();
        return observed == 0 ? Metric.missing(MissingReason.ZERO_LABELS) : Metric.of(predictions.sum() / observed);
    }
}

package io.afterclick.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums of predictions and labels by the height of the prediction: four bins to a doubling, fixed for good, so that those of
 * several segments add up. At most 205 bins of some 100 bytes. Sums depend on the order in which rows are added.
 */
public final class ReliabilityBins {

    private static final int BINS_A_DOUBLING = 4;
    private static final int LOWEST = -20 * BINS_A_DOUBLING;
    private static final int HIGHEST = 31 * BINS_A_DOUBLING;

    private static final double ONE_FOURTH = StrictMath.pow(2, .25);
    private static final double TWO_FOURTHS = StrictMath.sqrt(2);
    private static final double THREE_FOURTHS = StrictMath.pow(2, .75);

    private final SortedMap<Integer, ReliabilityBin> bins = new TreeMap<>();

    /** A row; one whose prediction is no finite number is in no bin. */
    public void add(double prediction, double label) {
        if (Double.isFinite(prediction)) {
            add(new ReliabilityBin(binOf(prediction), 1, prediction, label));
        }
    }

    /** Rows of elsewhere. */
    public void add(ReliabilityBin more) {
        bins.merge(
                more.bin(),
                more,
                (a, b) -> new ReliabilityBin(
                        a.bin(), a.rows() + b.rows(), a.predictions() + b.predictions(), a.labels() + b.labels()));
    }

    /** Bins that have rows, the lowest first. */
    public List<ReliabilityBin> bins() {
        return new ArrayList<>(bins.values());
    }

    static int binOf(double prediction) {
        if (!(prediction > 0)) {
            return LOWEST;
        }
        int doublings = Math.getExponent(prediction);
        double rest = Math.scalb(prediction, -doublings);
        int fourths = rest >= THREE_FOURTHS ? 3 : rest >= TWO_FOURTHS ? 2 : rest >= ONE_FOURTH ? 1 : 0;
        return Math.max(LOWEST, Math.min(HIGHEST, doublings * BINS_A_DOUBLING + fourths));
    }
}

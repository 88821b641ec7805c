package io.afterclick.learn.tesla;

import io.afterclick.learn.Quantity;
import io.afterclick.learn.Scores;
import io.afterclick.learn.embedding.BatchIndex;
import java.util.Arrays;
import java.util.List;

/** Scores clicks with a predictor, block by block; a click's scores depend on its own keys alone. */
public final class TeslaScorer {

    /** What is predicted. */
    public static final List<Quantity> QUANTITIES = List.of(Quantity.CVR, Quantity.RFR, Quantity.NETCVR);

    private static final int BLOCK = 1024;

    private final TeslaPredictor predictor;
    private final BatchIndex index;
    private final int[] block = new int[BLOCK];
    private final float[] conversion = new float[BLOCK];
    private final float[] refund = new float[BLOCK];

    public TeslaScorer(TeslaPredictor predictor, int fields) {
        this.predictor = predictor;
        this.index = new BatchIndex(fields, BLOCK);
    }

    /**
     * Scores in evaluation mode.
     *
     * @param keys {@code [n, fields]} and more
     * @param into with room made for {@code n} clicks here
     */
    public void score(long[][] keys, int n, Scores into) {
        into.require(n);
        double[] cvr = into.of(Quantity.CVR);
        double[] rfr = into.of(Quantity.RFR);
        double[] net = into.of(Quantity.NETCVR);
        for (int from = 0; from < n; from += BLOCK) {
            int first = from;
            int count = Math.min(BLOCK, n - from);
            Arrays.setAll(block, i -> first + i);
            index.index(keys, block, count);
            predictor.score(index, conversion, refund);
            for (int i = 0; i < count; i++) {
                double p = Logits.sigmoid(conversion[i]);
                double r = Logits.sigmoid(refund[i]);
                cvr[from + i] = p;
                rfr[from + i] = r;
                net[from + i] = p * (1 - r);
            }
        }
    }
}

package io.afterclick.learn.reader;

import io.afterclick.learn.matrix.JavaEngine;
import java.util.Arrays;

/** Scores clicks, routed by the router alone, block by block; a click's score depends on its own keys alone. */
public final class ReaderScorer {

    private static final int BLOCK = 1024;

    private final ReaderPredictor predictor;
    private final Router router;
    private final ReaderOptions options;
    private final JavaEngine plain = new JavaEngine();
    private final long[][] block = new long[BLOCK][];
    private final int[] all = new int[BLOCK];
    private final double[] route = new double[BLOCK];

    /** @param options of which the routing counts */
    public ReaderScorer(ReaderPredictor predictor, Router router, ReaderOptions options) {
        this.predictor = predictor;
        this.router = router;
        this.options = options;
        Arrays.setAll(all, i -> i);
    }

    /**
     * Scores in evaluation mode: {@code ŷ}, the expected value in major units.
     *
     * @param keys {@code [n, fields]} and more
     * @param into {@code [n]} and more
     */
    public void score(long[][] keys, int n, double[] into) {
        for (int from = 0; from < n; from += BLOCK) {
            int count = Math.min(BLOCK, n - from);
            System.arraycopy(keys, from, block, 0, count);
            route(count);
            predictor.begin(count);
            for (int i = 0; i < count; i++) {
                if (Routing.needsSingle(route[i])) {
                    predictor.single(i);
                }
                if (Routing.needsRepurchase(route[i])) {
                    predictor.repurchase(i);
                }
            }
            predictor.score(plain, block);
            for (int i = 0; i < count; i++) {
                into[from + i] = Routing.mix(
                        route[i], predictor.singleValues()[i], predictor.repurchaseValues()[i]);
            }
        }
    }

    private void route(int count) {
        if (options.singleBranch() || !options.router()) {
            Arrays.fill(route, 0, count, options.singleBranch() ? 0 : 0.5);
            return;
        }
        double[] logits = router.score(plain, block, all, count);
        for (int i = 0; i < count; i++) {
            route[i] = Router.probability(logits[i]);
        }
    }
}

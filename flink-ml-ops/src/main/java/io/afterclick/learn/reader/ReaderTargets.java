package io.afterclick.learn.reader;

/**
 * What a batch is trained towards: routes and calibrated labels, worked out from the frozen router and calibrator on no more
 * samples than have an open question. No gradient runs through any of it. A sample has one calibrated state: a purchase its
 * own, the close that of the last purchase.
 */
final class ReaderTargets {

    private static final double UNDECIDED = 0.5;

    private final Router router;
    private final Calibrator calibrator;
    private final ReaderOptions options;
    private int[] chosen = new int[0];
    private double[] route = new double[0];
    private double[] labelRoute = new double[0];
    private double[] label = new double[0];
    private double[] lastLabel = new double[0];

    ReaderTargets(Router router, Calibrator calibrator, ReaderOptions options) {
        this.router = router;
        this.calibrator = calibrator;
        this.options = options;
    }

    void compute(GmvBatch batch) {
        int n = batch.size();
        if (n > chosen.length) {
            chosen = new int[n];
            route = new double[n];
            labelRoute = new double[n];
            label = new double[n];
            lastLabel = new double[n];
        }
        route(batch);
        for (int i = 0; i < n; i++) {
            label[i] = batch.value(i);
            lastLabel[i] = batch.previousValue(i);
        }
        if (options.calibration()) {
            calibrate(batch);
        }
    }

    private void route(GmvBatch batch) {
        int open = 0;
        for (int i = 0; i < batch.size(); i++) {
            boolean closed = batch.closed(i);
            labelRoute[i] = (closed ? batch.previousCount(i) : batch.count(i)) > 1 ? 1 : UNDECIDED;
            if (labelRoute[i] != 1 && options.router() && (!closed || labelsLast())) {
                chosen[open++] = i;
            }
        }
        double[] logits = router.forward(batch.keys(), chosen, open);
        for (int j = 0; j < open; j++) {
            labelRoute[chosen[j]] = Router.probability(logits[j]);
        }
        for (int i = 0; i < batch.size(); i++) {
            double known = batch.count(i) > 1 ? 1 : 0;
            double forced = batch.closed(i) ? known : labelRoute[i];
            route[i] = options.singleBranch() ? 0 : forced;
        }
    }

    private boolean labelsLast() {
        return options.unlearning() && options.calibration();
    }

    private void calibrate(GmvBatch batch) {
        int open = 0;
        for (int i = 0; i < batch.size(); i++) {
            if (Routing.needsRepurchase(labelRoute[i]) && (!batch.closed(i) || labelsLast())) {
                chosen[open++] = i;
            }
        }
        calibrator.forward(batch.keys(), chosen, open);
        for (int j = 0; j < open; j++) {
            int i = chosen[j];
            if (batch.closed(i)) {
                double delta = delta(j, batch.previousElapsed(i), batch.previousCount(i));
                lastLabel[i] = calibrated(labelRoute[i], batch.previousValue(i), delta);
            } else {
                label[i] = calibrated(labelRoute[i], batch.value(i), delta(j, batch.elapsed(i), batch.count(i)));
            }
        }
    }

    private double delta(int place, float elapsed, int count) {
        double delta = calibrator.delta(place, elapsed, Math.min(count, options.largestCount()));
        return Math.min(delta, options.largestDelta());
    }

    /** {@code ỹ = (1-r)·y + r·expm1(log1p(y) + δ̂)}, by zone. */
    static double calibrated(double r, double value, double delta) {
        return Routing.mix(r, value, Math.expm1(Math.log1p(value) + delta));
    }

    /** {@code r} for the prediction, {@code [batch]}. */
    double[] route() {
        return route;
    }

    /** {@code ỹ}, {@code [batch]}; at the close the true value. */
    double[] label() {
        return label;
    }

    /** At the close the calibrated label of the last purchase, {@code [batch]}. */
    double[] lastLabel() {
        return lastLabel;
    }
}

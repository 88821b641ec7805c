package io.afterclick.learn.reader;

import io.afterclick.learn.optimise.DenseOptimiser;
import java.util.Arrays;

/**
 * The three tasks of READER's pretraining on settled clicks (READER, WWW 2026, and its published code), each a step of its own
 * network. A batch whose loss or gradient is not finite changes nothing.
 */
public final class ReaderPretraining {

    /** As published. */
    public static final double PREDICTOR_RATE = 1e-3;

    public static final double ROUTER_RATE = 2e-3;
    public static final double CALIBRATOR_RATE = 1e-3;

    private final ReaderPredictor predictor;
    private final Router router;
    private final Calibrator calibrator;
    private final Descent predictorDescent;
    private final Descent routerDescent;
    private final Descent calibratorDescent;
    private final boolean singleBranch;
    private int[] all = new int[0];
    private double[] gradient = new double[0];
    private double[] otherGradient = new double[0];

    /** The optimisers' parameters are those of the networks; of the options, the norm and the branches count. */
    public ReaderPretraining(
            ReaderPredictor predictor,
            DenseOptimiser predictorOptimiser,
            Router router,
            DenseOptimiser routerOptimiser,
            Calibrator calibrator,
            DenseOptimiser calibratorOptimiser,
            ReaderOptions options) {
        this.predictor = predictor;
        this.router = router;
        this.calibrator = calibrator;
        this.predictorDescent = new Descent(predictor, predictorOptimiser, options.clipNorm());
        this.routerDescent = new Descent(router, routerOptimiser, options.clipNorm());
        this.calibratorDescent = new Descent(calibrator, calibratorOptimiser, options.clipNorm());
        this.singleBranch = options.singleBranch();
    }

    /** One step of the predictor: {@code |log1p ŷ - log1p y*|}, routed by N, the sum of both branches' means. */
    public ReaderStep trainPredictor(SettledBatch batch, double learningRate) {
        double loss = predictorLoss(batch);
        if (!Double.isFinite(loss)) {
            return result(false, loss, Double.NaN, learningRate);
        }
        predictor.backward(gradient, otherGradient);
        return step(predictorDescent, loss, learningRate);
    }

    double predictorLoss(SettledBatch batch) {
        int n = require(batch.size());
        Arrays.fill(gradient, 0, n, 0);
        Arrays.fill(otherGradient, 0, n, 0);
        int repurchases = 0;
        predictor.begin(n);
        for (int i = 0; i < n; i++) {
            if (toRepurchase(batch, i)) {
                predictor.repurchase(i);
                repurchases++;
            } else {
                predictor.single(i);
            }
        }
        predictor.forward(batch.keys());
        double loss = 0;
        for (int i = 0; i < n; i++) {
            boolean repurchase = toRepurchase(batch, i);
            double value = (repurchase ? predictor.repurchaseValues() : predictor.singleValues())[i];
            int share = repurchase ? repurchases : n - repurchases;
            double error = Math.log1p(value) - Math.log1p(batch.finalValue(i));
            loss += Math.abs(error) / share;
            (repurchase ? otherGradient : gradient)[i] = Math.signum(error) / share / (1 + value);
        }
        return loss;
    }

    private boolean toRepurchase(SettledBatch batch, int i) {
        return !singleBranch && batch.repurchased(i);
    }

    /** One step of the router: cross-entropy on N > 1, without temperature. */
    public ReaderStep trainRouter(SettledBatch batch, double learningRate) {
        double loss = routerLoss(batch);
        if (!Double.isFinite(loss)) {
            return result(false, loss, Double.NaN, learningRate);
        }
        router.backward(gradient);
        return step(routerDescent, loss, learningRate);
    }

    double routerLoss(SettledBatch batch) {
        int n = require(batch.size());
        double[] logits = router.forward(batch.keys(), all, n);
        double loss = 0;
        for (int i = 0; i < n; i++) {
            double label = batch.repurchased(i) ? 1 : 0;
            double o = logits[i];
            loss += (Math.max(o, 0) - o * label + Math.log1p(Math.exp(-Math.abs(o)))) / n;
            gradient[i] = (1 / (1 + Math.exp(-o)) - label) / n;
        }
        return loss;
    }

    /** One step of the calibrator: {@code |δ̂ - (log1p y* - log1p y)|}, on purchases of repurchase clicks alone. */
    public ReaderStep trainCalibrator(SettledBatch batch, double learningRate) {
        double loss = calibratorLoss(batch);
        if (!Double.isFinite(loss)) {
            return result(false, loss, Double.NaN, learningRate);
        }
        calibrator.beginBackward();
        for (int i = 0; i < batch.size(); i++) {
            calibrator.backward(i, batch.elapsed(i), batch.count(i), gradient[i]);
        }
        calibrator.endBackward();
        return step(calibratorDescent, loss, learningRate);
    }

    double calibratorLoss(SettledBatch batch) {
        int n = require(batch.size());
        calibrator.forward(batch.keys(), all, n);
        double loss = 0;
        for (int i = 0; i < n; i++) {
            double growth = Math.log1p(batch.finalValue(i)) - Math.log1p(batch.value(i));
            double error = calibrator.delta(i, batch.elapsed(i), batch.count(i)) - growth;
            loss += Math.abs(error) / n;
            gradient[i] = Math.signum(error) / n;
        }
        return loss;
    }

    private static ReaderStep step(Descent descent, double loss, double learningRate) {
        boolean applied = descent.step(learningRate);
        return result(applied, loss, descent.norm(), learningRate);
    }

    private static ReaderStep result(boolean applied, double loss, double norm, double learningRate) {
        return new ReaderStep(applied, loss, loss, 0, 0, norm, learningRate);
    }

    private int require(int n) {
        if (n > all.length) {
            all = new int[n];
            Arrays.setAll(all, i -> i);
            gradient = new double[n];
            otherGradient = new double[n];
        }
        return n;
    }
}

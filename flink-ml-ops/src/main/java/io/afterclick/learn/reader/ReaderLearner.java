package io.afterclick.learn.reader;

import io.afterclick.learn.optimise.DenseOptimiser;
import java.util.Arrays;

/**
 * READER online: one step of the predictor for each batch, against labels of the frozen router and calibrator (READER, WWW
 * 2026). Mutates the predictor, its rows and the optimiser; a batch whose loss or gradient is not finite changes none of them.
 * Allocates no arrays once it has seen its largest batch. The counters are the optimiser's steps and the caller's segment.
 */
public final class ReaderLearner {

    private final ReaderPredictor predictor;
    private final ReaderScorer scorer;
    private final ReaderOptions options;
    private final LearningRate learningRate;
    private final ReaderTargets targets;
    private final ReaderLoss loss;
    private final Descent descent;
    private int[] all = new int[0];
    private double[] predicted = new double[0];
    private double[] gradient = new double[0];
    private double[] singleGradient = new double[0];
    private double[] repurchaseGradient = new double[0];

    /**
     * @param router frozen
     * @param calibrator frozen
     * @param optimiser of the predictor's dense parameters
     */
    public ReaderLearner(
            ReaderPredictor predictor,
            Router router,
            Calibrator calibrator,
            DenseOptimiser optimiser,
            ReaderOptions options,
            LearningRate learningRate) {
        this.predictor = predictor;
        this.scorer = new ReaderScorer(predictor, router, options);
        this.options = options;
        this.learningRate = learningRate;
        this.targets = new ReaderTargets(router, calibrator, options);
        this.loss = new ReaderLoss(options);
        this.descent = new Descent(predictor, optimiser, options.clipNorm());
    }

    /**
     * Trains on a batch of at least one sample.
     *
     * @param segment from the start of the online phase
     */
    public ReaderStep train(GmvBatch batch, long segment) {
        double rate = rate(segment);
        double total = evaluate(batch);
        boolean applied = false;
        double norm = Double.NaN;
        if (Double.isFinite(total)) {
            backward(batch.size());
            applied = descent.step(rate);
            norm = descent.norm();
        }
        return new ReaderStep(applied, total, loss.online(), loss.alignment(), loss.unlearning(), norm, rate);
    }

    private double rate(long segment) {
        double rate = learningRate.at(segment);
        long next = descent.steps() + 1;
        return next < options.warmUpSteps() ? rate * next / options.warmUpSteps() : rate;
    }

    /** Loss of a batch, with the gradient of every prediction. */
    double evaluate(GmvBatch batch) {
        require(batch.size());
        targets.compute(batch);
        predict(batch.keys(), batch.size(), targets.route());
        return loss.compute(batch, predicted, targets.label(), targets.lastLabel(), gradient);
    }

    private void predict(long[][] keys, int n, double[] route) {
        predictor.begin(n);
        for (int i = 0; i < n; i++) {
            if (Routing.needsSingle(route[i])) {
                predictor.single(i);
            }
            if (Routing.needsRepurchase(route[i])) {
                predictor.repurchase(i);
            }
        }
        predictor.forward(keys);
        for (int i = 0; i < n; i++) {
            predicted[i] =
                    Routing.mix(route[i], predictor.singleValues()[i], predictor.repurchaseValues()[i]);
        }
    }

    /** Backward pass after {@link #evaluate}. */
    void backward(int n) {
        for (int i = 0; i < n; i++) {
            double share = Routing.share(targets.route()[i]);
            singleGradient[i] = gradient[i] * (1 - share);
            repurchaseGradient[i] = gradient[i] * share;
        }
        predictor.backward(singleGradient, repurchaseGradient);
    }

    /**
     * Scores clicks; see {@link ReaderScorer}.
     *
     * @param keys {@code [n, fields]} and more
     * @param into {@code [n]} and more
     */
    public void score(long[][] keys, int n, double[] into) {
        scorer.score(keys, n, into);
    }

    private void require(int n) {
        if (n > all.length) {
            all = new int[n];
            Arrays.setAll(all, i -> i);
            predicted = new double[n];
            gradient = new double[n];
            singleGradient = new double[n];
            repurchaseGradient = new double[n];
        }
    }

    ReaderTargets targets() {
        return targets;
    }

    double[] predicted() {
        return predicted;
    }
}

package io.afterclick.learn.tesla;

import io.afterclick.learn.embedding.BatchIndex;

/**
 * The two optimiser steps of a batch, one tower after the other, on rows gathered once and stored at the end; or none of them:
 * if a loss or a gradient is not finite, everything is as it was before, running statistics and step counts included.
 */
final class CascadeStep {

    /** What a tower is trained for in one batch. */
    interface Objective {

        /**
         * Works out the loss.
         *
         * @param logits {@code [samples, 1]}
         * @param gradients {@code [samples, 1]}, zero, to be written
         * @return the total
         */
        double evaluate(float[][] logits, float[][] gradients);
    }

    private final TeslaPredictor predictor;
    private double loss;
    private double squaredNorm;

    CascadeStep(TeslaPredictor predictor) {
        this.predictor = predictor;
    }

    /** Returns whether the steps were taken. */
    boolean take(
            BatchIndex index,
            double learningRate,
            StagedTower first,
            Objective firstObjective,
            StagedTower second,
            Objective secondObjective) {
        loss = 0;
        squaredNorm = 0;
        float[][] rows = predictor.rows().gather(index);
        first.remember();
        second.rememberStatistics();
        if (!take(index, rows, learningRate, first, firstObjective)) {
            first.undo();
            return false;
        }
        if (!take(index, rows, learningRate, second, secondObjective)) {
            second.undo();
            first.undo();
            return false;
        }
        predictor.rows().scatter(index);
        return true;
    }

    private boolean take(
            BatchIndex index, float[][] rows, double learningRate, StagedTower tower, Objective objective) {
        float[][] logits = tower.forward(index, rows, true);
        float[][] gradients = tower.tower().logitGradients();
        for (int i = 0; i < index.samples(); i++) {
            gradients[i][0] = 0f;
        }
        loss += objective.evaluate(logits, gradients);
        if (Double.isFinite(loss)) {
            squaredNorm += tower.backward(index);
        } else {
            squaredNorm = Double.NaN;
        }
        if (!Double.isFinite(squaredNorm)) {
            return false;
        }
        tower.step(index, rows, learningRate);
        return true;
    }

    /** Of the last batch, both towers together, as far as it came. */
    double loss() {
        return loss;
    }

    /** Norm of all gradients of the last batch. */
    double gradientNorm() {
        return Math.sqrt(squaredNorm);
    }
}

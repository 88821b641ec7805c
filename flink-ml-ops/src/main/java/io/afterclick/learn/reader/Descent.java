package io.afterclick.learn.reader;

import io.afterclick.learn.optimise.DenseOptimiser;

/** The optimiser step of one network, with its refusals: takes gradients that are there after a backward pass. */
final class Descent {

    private final Network network;
    private final DenseOptimiser optimiser;
    private final double clipNorm;
    private double norm;

    /** @param clipNorm infinite: never */
    Descent(Network network, DenseOptimiser optimiser, double clipNorm) {
        this.network = network;
        this.optimiser = optimiser;
        this.clipNorm = clipNorm;
    }

    /** Steps taken. */
    long steps() {
        return optimiser.steps();
    }

    /** Norm of the last gradients. */
    double norm() {
        return norm;
    }

    /** Takes a step unless a gradient is not finite; returns whether it did. */
    boolean step(double learningRate) {
        norm = Math.sqrt(optimiser.squaredNorm() + network.stack().squaredNorm());
        if (!Double.isFinite(norm)) {
            return false;
        }
        if (norm > clipNorm) {
            float factor = (float) (clipNorm / norm);
            optimiser.scaleGradients(factor);
            network.stack().scaleGradients(factor);
        }
        optimiser.step(learningRate);
        network.pushParameters();
        network.stack().stepRows(learningRate);
        return true;
    }
}

package io.afterclick.learn.layer;

import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;

/** What a {@link Dice} and the layer before it keep between forward and backward pass. Grows to the batch and stays. */
final class DiceMemory {

    private final MatrixEngine engine;
    private final int width;
    private Matrix x;
    private Matrix a;
    private Matrix d;
    private float[][] p = new float[0][];

    DiceMemory(MatrixEngine engine, int width) {
        this.engine = engine;
        this.width = width;
        this.x = engine.matrix(0, width);
        this.a = x;
        this.d = x;
    }

    /** Makes room for a forward pass. */
    void require(int samples) {
        if (samples > x.rowCount()) {
            x = engine.matrix(samples, width);
            a = engine.matrix(samples, width);
            p = new float[samples][width];
        }
    }

    /** {@code [samples, width]}: what goes into Dice. */
    Matrix x() {
        return x;
    }

    /** Gates. */
    float[][] p() {
        return p;
    }

    /** Activations. */
    Matrix a() {
        return a;
    }

    /** Gradient of the activations, made when first asked for: a network that is only evaluated has none. */
    Matrix gradient(int samples) {
        if (samples > d.rowCount()) {
            d = engine.matrix(samples, width);
        }
        return d;
    }
}

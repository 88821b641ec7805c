package io.afterclick.learn.layer;

import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import java.util.Arrays;

/**
 * {@code y = x · Wᵀ + b}, W {@code [out, in]} as PyTorch has it. Activations that go in must be pushed; what comes out is
 * pulled.
 */
public final class Linear {

    private final MatrixEngine engine;
    private final Matrix weight;
    private final Matrix weightGradient;
    private final float[] bias;
    private final float[] biasGradient;

    public Linear(MatrixEngine engine, int in, int out) {
        this.engine = engine;
        this.weight = engine.matrix(out, in);
        this.weightGradient = engine.matrix(out, in);
        this.bias = new float[out];
        this.biasGradient = new float[out];
    }

    /** {@code [out, in]}; push it after a change. */
    public Matrix weight() {
        return weight;
    }

    /** {@code [out, in]}. */
    public Matrix weightGradient() {
        return weightGradient;
    }

    /** {@code [out]}. */
    public float[] bias() {
        return bias;
    }

    /** {@code [out]}; all zero where {@link #backward} was told not to compute it. */
    public float[] biasGradient() {
        return biasGradient;
    }

    /** Forward pass of the first {@code n} rows, without the bias if a norm follows that takes it out again. */
    public void forward(Matrix x, Matrix y, int n, boolean withBias) {
        engine.multiplyTransposed(x, 0, weight, 0, y, 0, n);
        y.pull(0, n);
        if (withBias) {
            for (int r = 0; r < n; r++) {
                Vectors.add(y.rows()[r], bias);
            }
        }
    }

    /** Forward pass without the bias, of each row for itself; nothing is pushed or pulled. */
    public void score(JavaEngine plain, Matrix x, Matrix y, int n) {
        plain.multiplyTransposed(x, 0, weight, 0, y, 0, n);
    }

    /**
     * Backward pass: gradients of weight and bias, and of x.
     *
     * @param dy pushed here
     * @param dx pulled here
     */
    public void backward(Matrix x, Matrix dy, Matrix dx, int n, boolean withBias) {
        dy.push(0, n);
        engine.transposedMultiply(dy, 0, x, 0, weightGradient, 0, n);
        weightGradient.pull();
        if (withBias) {
            Arrays.fill(biasGradient, 0f);
            for (int r = 0; r < n; r++) {
                Vectors.add(biasGradient, dy.rows()[r]);
            }
        }
        engine.multiply(dy, 0, weight, 0, dx, 0, n);
        dx.pull(0, n);
    }
}

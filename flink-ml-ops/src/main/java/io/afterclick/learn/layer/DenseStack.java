package io.afterclick.learn.layer;

import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import java.util.function.Consumer;

/**
 * Linear layers one behind the other, a {@link Dice} behind each. Named {@code linear1, dice1, linear2, ...}, or from another
 * number on.
 *
 * <p>Order of calls: {@link #forward}; in training write {@link #outputGradient}, then {@link #backward} with the same input.
 */
public final class DenseStack {

    private final DiceLayer[] layers;
    private final Matrix[] activations;
    private final int last;

    /**
     * @param firstNumber number of the first layer in names
     * @param widths of the input and of every layer
     */
    public DenseStack(MatrixEngine engine, int firstNumber, int... widths) {
        this.layers = new DiceLayer[widths.length - 1];
        this.activations = new Matrix[widths.length];
        this.last = layers.length - 1;
        for (int i = 0; i < layers.length; i++) {
            layers[i] = new DiceLayer(engine, widths[i], widths[i + 1], Integer.toString(firstNumber + i));
        }
    }

    /**
     * Forward pass of the first {@code n} rows.
     *
     * @param input {@code [n, in]}, pushed
     * @return {@code [n, out]}, pushed as well
     */
    public Matrix forward(Matrix input, int n) {
        activations[0] = input;
        for (int i = 0; i < layers.length; i++) {
            activations[i + 1] = layers[i].forward(activations[i], n);
        }
        return activations[layers.length];
    }

    /**
     * Forward pass of each row for itself; nothing is pushed.
     *
     * @param input {@code [n, in]}
     * @return {@code [n, out]}
     */
    public Matrix score(JavaEngine plain, Matrix input, int n) {
        Matrix next = input;
        for (DiceLayer layer : layers) {
            next = layer.score(plain, next, n);
        }
        return next;
    }

    /** {@code [n, out]}, to be written before {@link #backward}. */
    public float[][] outputGradient(int n) {
        return layers[last].gradient(n).rows();
    }

    /** @param inputGradient {@code [n, in]}, overwritten and pulled */
    public void backward(Matrix inputGradient, int n) {
        for (int i = last; i >= 0; i--) {
            layers[i].backward(activations[i], i == 0 ? inputGradient : layers[i - 1].gradient(n), n);
        }
    }

    /** Makes changed parameters known to products. */
    public void pushParameters() {
        for (DiceLayer layer : layers) {
            layer.pushParameters();
        }
    }

    public void initialise(WeightInitialiser initialiser, String prefix) {
        for (DiceLayer layer : layers) {
            layer.initialise(initialiser, prefix);
        }
    }

    public void parameters(String prefix, Consumer<DenseParameter> visitor) {
        for (DiceLayer layer : layers) {
            layer.parameters(prefix, visitor);
        }
    }
}

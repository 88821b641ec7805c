package io.afterclick.learn.layer;

import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import java.util.function.Consumer;

/** A linear layer and the {@link Dice} behind it, with the memory of their passes, which grows to the batch and stays. */
final class DiceLayer {

    private final MatrixEngine engine;
    private final int out;
    private final String suffix;
    private final Linear linear;
    private final DiceMemory memory;
    private final Dice dice;

    /** @param suffix number of the layer in names */
    DiceLayer(MatrixEngine engine, int in, int out, String suffix) {
        this.engine = engine;
        this.out = out;
        this.suffix = suffix;
        this.linear = new Linear(engine, in, out);
        this.dice = new Dice(out);
        this.memory = new DiceMemory(engine, out);
    }

    Matrix forward(Matrix input, int n) {
        memory.require(n);
        linear.forward(input, memory.x(), n, false);
        dice.forward(memory.x().rows(), linear.bias(), memory.p(), memory.a().rows(), n);
        memory.a().push(0, n);
        return memory.a();
    }

    /** Forward pass of each row for itself; nothing is pushed. */
    Matrix score(JavaEngine plain, Matrix input, int n) {
        memory.require(n);
        linear.score(plain, input, memory.x(), n);
        dice.forward(memory.x().rows(), linear.bias(), memory.p(), memory.a().rows(), n);
        return memory.a();
    }

    /** {@code [n, out]}, to be written before {@link #backward}. */
    Matrix gradient(int n) {
        return memory.gradient(n);
    }

    /** @param inputGradient pulled here */
    void backward(Matrix input, Matrix inputGradient, int n) {
        Matrix d = memory.gradient(n);
        dice.backward(memory.x().rows(), memory.p(), d.rows(), n, linear.biasGradient());
        linear.backward(input, d, inputGradient, n, false);
    }

    void pushParameters() {
        linear.weight().push();
    }

    void initialise(WeightInitialiser initialiser, String prefix) {
        initialiser.fill(
                prefix + "linear" + suffix,
                linear.weight().rows(),
                linear.bias(),
                linear.weight().columns());
        pushParameters();
    }

    void parameters(String prefix, Consumer<DenseParameter> visitor) {
        String linearName = prefix + "linear" + suffix;
        visitor.accept(DenseParameter.matrix(
                linearName + ".weight",
                linear.weight().rows(),
                linear.weightGradient().rows()));
        visitor.accept(DenseParameter.vector(linearName + ".bias", linear.bias(), linear.biasGradient()));
        visitor.accept(DenseParameter.vector(prefix + "dice" + suffix + ".alpha", dice.alpha(), dice.alphaGradient()));
    }

    @Override
    public String toString() {
        return linear.weight().columns() + " -> " + out + " by " + engine.describe();
    }
}

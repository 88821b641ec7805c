package io.afterclick.learn.layer;

import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import java.util.function.Consumer;

/** The first layer of a network of READER: embeddings of all fields, projected on the batch's distinct rows, then {@link Dice}. */
public final class ProjectedDice {

    private final MatrixEngine engine;
    private final int in;
    private final int out;
    private final FieldProjection projection;
    private final float[] biasGradient;
    private final Dice dice;
    private final DiceMemory memory;
    private Matrix projections;

    /** @param dimension of an embedding */
    public ProjectedDice(MatrixEngine engine, int fields, int dimension, int out) {
        this.engine = engine;
        this.in = fields * dimension;
        this.out = out;
        this.projection = new FieldProjection(engine, fields, dimension, out);
        this.biasGradient = new float[out];
        this.dice = new Dice(out);
        this.memory = new DiceMemory(engine, out);
        this.projections = engine.matrix(0, out);
    }

    /** {@code [distinct, dimension]}, to be written before {@link #forward}. */
    public float[][] inputs(int distinct) {
        return projection.inputs(distinct);
    }

    /** {@code [distinct, dimension]}, of the last {@link #backward}. */
    public float[][] inputGradients() {
        return projection.inputGradients();
    }

    /** @return {@code [samples, out]}, pushed */
    public Matrix forward(BatchIndex index) {
        require(index);
        projection.forward(index, projections, memory.x());
        activate(index.samples());
        memory.a().push(0, index.samples());
        return memory.a();
    }

    /**
     * Forward pass of each sample for itself.
     *
     * @return {@code [samples, out]}
     */
    public Matrix score(JavaEngine plain, BatchIndex index) {
        require(index);
        projection.score(plain, index, projections, memory.x());
        activate(index.samples());
        return memory.a();
    }

    private void require(BatchIndex index) {
        memory.require(index.samples());
        if (index.distinct() > projections.rowCount()) {
            projections = engine.matrix(index.distinct() + index.distinct() / 4, out);
        }
    }

    private void activate(int n) {
        dice.forward(
                memory.x().rows(), projection.bias(), memory.p(), memory.a().rows(), n);
    }

    /** {@code [samples, out]}, to be written before {@link #backward}. */
    public Matrix outputGradient(int samples) {
        return memory.gradient(samples);
    }

    public void backward(BatchIndex index) {
        int n = index.samples();
        Matrix d = memory.gradient(n);
        dice.backward(memory.x().rows(), memory.p(), d.rows(), n, biasGradient);
        projection.backward(index, projections, d);
    }

    public void pushParameters() {
        projection.weight().push();
    }

    public void initialise(WeightInitialiser initialiser, String prefix) {
        initialiser.fill(prefix + "linear1", projection.weight().rows(), projection.bias(), in);
        pushParameters();
    }

    public void parameters(String prefix, Consumer<DenseParameter> visitor) {
        visitor.accept(DenseParameter.transposed(
                prefix + "linear1.weight",
                projection.weight().rows(),
                projection.weightGradient().rows()));
        visitor.accept(DenseParameter.vector(prefix + "linear1.bias", projection.bias(), biasGradient));
        visitor.accept(DenseParameter.vector(prefix + "dice1.alpha", dice.alpha(), dice.alphaGradient()));
    }
}

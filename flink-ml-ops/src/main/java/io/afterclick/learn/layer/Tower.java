package io.afterclick.learn.layer;

import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The network behind TESLA's predictors and delay models: embeddings of all fields → 256 → 256 → 128, each a linear layer
 * with batch normalisation and LeakyReLU, then a linear layer to one or two logits (TESLA, WWW 2026).
 *
 * <p>Order of calls: write {@link #inputs}; {@link #forward} in training or evaluation; in training write
 * {@link #logitGradients}, then {@link #backward}. Biases in front of a norm have no gradient and are not stepped.
 */
public final class Tower {

    private static final int WIDE = TowerWorkspace.WIDE;
    private static final int NARROW = TowerWorkspace.NARROW;

    private final int outputs;
    private final FieldProjection first;
    private final NormalisedActivation norm1 = new NormalisedActivation(WIDE);
    private final Linear second;
    private final NormalisedActivation norm2 = new NormalisedActivation(WIDE);
    private final Linear third;
    private final NormalisedActivation norm3 = new NormalisedActivation(NARROW);
    private final float[][] lastWeight;
    private final float[][] lastWeightGradient;
    private final float[] lastBias;
    private final float[] lastBiasGradient;

    private final TowerWorkspace work;
    private final FieldMajor order;
    private float[][] logits = new float[0][];
    private float[][] logitGradients = new float[0][];

    /**
     * @param fields of a sample
     * @param sets embedding sets that it reads
     * @param dimension of an embedding
     * @param outputs logits
     */
    public Tower(TowerWorkspace work, int fields, int sets, int dimension, int outputs) {
        this.work = work;
        this.order = new FieldMajor(fields, sets, dimension);
        this.outputs = outputs;
        MatrixEngine engine = work.engine();
        this.first = new FieldProjection(engine, fields, sets * dimension, WIDE);
        this.second = new Linear(engine, WIDE, WIDE);
        this.third = new Linear(engine, WIDE, NARROW);
        this.lastWeight = new float[outputs][NARROW];
        this.lastWeightGradient = new float[outputs][NARROW];
        this.lastBias = new float[outputs];
        this.lastBiasGradient = new float[outputs];
    }

    /** Embeddings of the batch's distinct rows, {@code [distinct, sets · dimension]}. */
    public float[][] inputs(int distinct) {
        return first.inputs(distinct);
    }

    /** Gradients of {@link #inputs} after {@link #backward}. */
    public float[][] inputGradients() {
        return first.inputGradients();
    }

    /** {@code [samples, outputs]} after {@link #forward}. */
    public float[][] logits() {
        return logits;
    }

    /** {@code [samples, outputs]}, to be written before {@link #backward}. */
    public float[][] logitGradients() {
        return logitGradients;
    }

    /** Shows all dense parameters by name, such as {@code linear1.weight}, {@code norm1.gamma}. */
    public void parameters(String prefix, Consumer<DenseParameter> visitor) {
        visitor.accept(DenseParameter.transposed(
                prefix + "linear1.weight",
                first.weight().rows(),
                first.weightGradient().rows(),
                order.inputs()));
        visitor.accept(DenseParameter.fixed(prefix + "linear1.bias", first.bias()));
        norm1.parameters(prefix + "norm1.", visitor);
        linear(prefix + "linear2", second, visitor);
        norm2.parameters(prefix + "norm2.", visitor);
        linear(prefix + "linear3", third, visitor);
        norm3.parameters(prefix + "norm3.", visitor);
        visitor.accept(DenseParameter.matrix(prefix + "linear4.weight", lastWeight, lastWeightGradient));
        visitor.accept(DenseParameter.vector(prefix + "linear4.bias", lastBias, lastBiasGradient));
    }

    private static void linear(String name, Linear layer, Consumer<DenseParameter> visitor) {
        visitor.accept(DenseParameter.matrix(
                name + ".weight", layer.weight().rows(), layer.weightGradient().rows()));
        visitor.accept(DenseParameter.fixed(name + ".bias", layer.bias()));
    }

    /** Draws initial weights; norms begin as they are built. */
    public void initialise(WeightInitialiser initialiser, String prefix) {
        initialiser.fill(prefix + "linear1", first.weight().rows(), first.bias(), order.size());
        initialiser.fill(prefix + "linear2", second.weight().rows(), second.bias(), WIDE);
        initialiser.fill(prefix + "linear3", third.weight().rows(), third.bias(), WIDE);
        initialiser.fill(prefix + "linear4", lastWeight, lastBias, NARROW);
        pushParameters();
    }

    /** Makes changed parameters known to products. */
    public void pushParameters() {
        first.weight().push();
        second.weight().push();
        third.weight().push();
    }

    public void forward(BatchIndex index, boolean training) {
        int n = index.samples();
        work.require(n, index.distinct());
        requireLogits(n);
        first.forward(index, work.projections(), work.x1());
        activate(norm1, work.x1(), first.bias(), work.a1(), n, training);
        second.forward(work.a1(), work.x2(), n, false);
        activate(norm2, work.x2(), second.bias(), work.a2(), n, training);
        third.forward(work.a2(), work.x3(), n, false);
        activate(norm3, work.x3(), third.bias(), work.a3(), n, training);
        last(n);
    }

    /**
     * Forward pass in evaluation mode, of each sample for itself: by plain Java products, since those of natives round by a row's
     * place among the others.
     */
    public void score(BatchIndex index) {
        int n = index.samples();
        work.require(n, index.distinct());
        requireLogits(n);
        JavaEngine plain = work.plain();
        first.score(plain, index, work.projections(), work.x1());
        norm1.evaluate(work.x1().rows(), first.bias(), work.a1().rows(), n);
        second.score(plain, work.a1(), work.x2(), n);
        norm2.evaluate(work.x2().rows(), second.bias(), work.a2().rows(), n);
        third.score(plain, work.a2(), work.x3(), n);
        norm3.evaluate(work.x3().rows(), third.bias(), work.a3().rows(), n);
        last(n);
    }

    private void last(int n) {
        for (int r = 0; r < n; r++) {
            for (int o = 0; o < outputs; o++) {
                logits[r][o] = (float) (Vectors.dot(work.a3().rows()[r], lastWeight[o]) + lastBias[o]);
            }
        }
    }

    private void requireLogits(int samples) {
        if (samples > logits.length) {
            logits = new float[samples][outputs];
            logitGradients = new float[samples][outputs];
        }
    }

    private static void activate(NormalisedActivation norm, Matrix x, float[] bias, Matrix a, int n, boolean training) {
        if (training) {
            norm.train(x.rows(), bias, a.rows(), n);
        } else {
            norm.evaluate(x.rows(), bias, a.rows(), n);
        }
        a.push(0, n);
    }

    public void backward(BatchIndex index) {
        int n = index.samples();
        Matrix d1 = work.d1();
        Matrix d2 = work.d2();
        Matrix d3 = work.d3();
        backwardLast(n);
        norm3.backward(work.x3().rows(), d3.rows(), n);
        third.backward(work.a2(), d3, d2, n, false);
        norm2.backward(work.x2().rows(), d2.rows(), n);
        second.backward(work.a1(), d2, d1, n, false);
        norm1.backward(work.x1().rows(), d1.rows(), n);
        first.backward(index, work.projections(), d1);
    }

    private void backwardLast(int n) {
        float[][] d = work.d3().rows();
        float[][] a = work.a3().rows();
        Arrays.fill(lastBiasGradient, 0f);
        for (int o = 0; o < outputs; o++) {
            Arrays.fill(lastWeightGradient[o], 0f);
        }
        for (int r = 0; r < n; r++) {
            Vectors.scale(d[r], logitGradients[r][0], lastWeight[0]);
            for (int o = 0; o < outputs; o++) {
                float g = logitGradients[r][o];
                lastBiasGradient[o] += g;
                Vectors.addScaled(lastWeightGradient[o], g, a[r]);
                if (o > 0) {
                    Vectors.addScaled(d[r], g, lastWeight[o]);
                }
            }
        }
    }
}

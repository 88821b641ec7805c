package io.afterclick.learn.reader;

import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.layer.DenseStack;
import io.afterclick.learn.layer.ProjectedDice;
import io.afterclick.learn.layer.WeightInitialiser;
import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.GradientNorm;
import io.afterclick.learn.optimise.RowOptimiser;
import java.util.function.Consumer;

/**
 * Embeddings of all fields of some samples of a batch, and the layers on them. The gathered rows are copies: what is stored
 * changes in {@link #stepRows} only.
 *
 * <p>Order of calls: {@link #forward}; in training write {@link #outputGradient}, {@link #backward}, and, unless the step is
 * given up, {@link #stepRows}.
 */
final class EmbeddedStack {

    private final int fields;
    private final RowLayout layout;
    private final EmbeddingRows table;
    private final RowOptimiser optimiser;
    private final ProjectedDice first;
    private final DenseStack rest;
    private BatchIndex index;
    private int capacity;
    private float[][] rows = new float[0][];

    /**
     * @param layout of one set
     * @param widths of the layers
     */
    EmbeddedStack(
            MatrixEngine engine,
            int fields,
            RowLayout layout,
            EmbeddingRows table,
            RowOptimiser optimiser,
            int... widths) {
        this.fields = fields;
        this.layout = layout;
        this.table = table;
        this.optimiser = optimiser;
        this.first = new ProjectedDice(engine, fields, layout.dimension(), widths[0]);
        this.rest = new DenseStack(engine, 2, widths);
        this.capacity = 1;
        this.index = new BatchIndex(fields, capacity);
    }

    /**
     * Forward pass.
     *
     * @param keys {@code [batch, fields]}
     * @param samples which of the batch, in order
     * @param count how many of them
     * @return {@code [count, out]}, pushed
     */
    Matrix forward(long[][] keys, int[] samples, int count) {
        gather(keys, samples, count);
        return rest.forward(first.forward(index), count);
    }

    /** Forward pass as above, of each sample for itself; nothing is pushed. */
    Matrix score(JavaEngine plain, long[][] keys, int[] samples, int count) {
        gather(keys, samples, count);
        return rest.score(plain, first.score(plain, index), count);
    }

    private void gather(long[][] keys, int[] samples, int count) {
        if (count > capacity) {
            capacity = count + count / 4;
            index = new BatchIndex(fields, capacity);
        }
        index.index(keys, samples, count);
        int distinct = index.distinct();
        if (distinct > rows.length) {
            rows = new float[distinct + distinct / 4][layout.width()];
        }
        table.gather(index, rows);
        optimiser.catchUp(rows, distinct);
        float[][] inputs = first.inputs(distinct);
        int d = layout.dimension();
        for (int place = 0; place < distinct; place++) {
            System.arraycopy(rows[place], layout.embedding(0), inputs[place], 0, d);
        }
    }

    /** {@code [samples, out]}, to be written before {@link #backward}. */
    float[][] outputGradient() {
        return rest.outputGradient(index.samples());
    }

    void backward() {
        rest.backward(first.outputGradient(index.samples()), index.samples());
        first.backward(index);
    }

    /** {@code Σ g²} of the rows' gradients. */
    double squaredNorm() {
        return GradientNorm.squared(first.inputGradients(), index.distinct());
    }

    void scaleGradients(float factor) {
        GradientNorm.scale(first.inputGradients(), index.distinct(), factor);
    }

    /** Takes an optimiser step of the rows and stores them. */
    void stepRows(double learningRate) {
        optimiser.step(0, rows, index.distinct(), first.inputGradients(), 0, learningRate);
        table.scatter(index, rows);
    }

    /** What the last pass was about. */
    BatchIndex index() {
        return index;
    }

    /** {@code [distinct, layout.width()]}, the rows of the last pass. */
    float[][] rows() {
        return rows;
    }

    /** {@code [distinct, dimension]}, gradients of the rows after {@link #backward}. */
    float[][] rowGradients() {
        return first.inputGradients();
    }

    void pushParameters() {
        first.pushParameters();
        rest.pushParameters();
    }

    void initialise(WeightInitialiser initialiser, String prefix) {
        first.initialise(initialiser, prefix);
        rest.initialise(initialiser, prefix);
    }

    void parameters(String prefix, Consumer<DenseParameter> visitor) {
        first.parameters(prefix, visitor);
        rest.parameters(prefix, visitor);
    }
}

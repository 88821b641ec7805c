package io.afterclick.learn.layer;

import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import java.util.Arrays;

/**
 * A linear layer on the concatenated embeddings of a sample's fields, computed on the batch's distinct rows: every row is
 * projected once by its field's block of the weight, and a sample adds up the projections of its rows. Equal to the dense
 * product but for the order of additions; with skewed ids a tenth of its work, forward and backward. Fields whose rows hardly
 * repeat in a batch are left to {@link SampleFields}.
 *
 * <p>Weights are held field by field, {@code [fields · sets · dimension, out]}: the block of field f begins at row
 * {@code f · sets · dimension} and has the sets in order.
 */
public final class FieldProjection {

    private final MatrixEngine engine;
    private final int inputPerField;
    private final Matrix weight;
    private final Matrix weightGradient;
    private final float[] bias;
    private final SampleFields samples;
    private Matrix inputs;
    private Matrix inputGradients;

    /** @param inputPerField sets · dimension */
    public FieldProjection(MatrixEngine engine, int fields, int inputPerField, int out) {
        this.engine = engine;
        this.inputPerField = inputPerField;
        this.weight = engine.matrix(fields * inputPerField, out);
        this.weightGradient = engine.matrix(fields * inputPerField, out);
        this.bias = new float[out];
        this.samples = new SampleFields(engine, fields, inputPerField, out);
        this.inputs = engine.matrix(0, inputPerField);
        this.inputGradients = engine.matrix(0, inputPerField);
    }

    /** {@code [fields · sets · dimension, out]}; push it after a change. */
    public Matrix weight() {
        return weight;
    }

    public Matrix weightGradient() {
        return weightGradient;
    }

    /** {@code [out]}. */
    public float[] bias() {
        return bias;
    }

    /**
     * {@code [distinct, sets · dimension]}: the embeddings of the batch's rows; to be written before {@link #forward}.
     *
     * @param distinct rows of the batch
     */
    public float[][] inputs(int distinct) {
        if (distinct > inputs.rowCount()) {
            int rows = distinct + distinct / 4;
            inputs = engine.matrix(rows, inputPerField);
            inputGradients = engine.matrix(rows, inputPerField);
        }
        return inputs.rows();
    }

    /** {@code [distinct, sets · dimension]}: gradients of {@link #inputs} after {@link #backward}. */
    public float[][] inputGradients() {
        return inputGradients.rows();
    }

    /**
     * Writes {@code y[n, out]} without the bias, which the norm behind takes out again.
     *
     * @param projections scratch of {@code [distinct, out]}
     * @param y written as Java sees it
     */
    public void forward(BatchIndex index, Matrix projections, Matrix y) {
        samples.choose(index);
        samples.forward(index, inputs.rows(), weight.rows(), y);
        for (int i = 0; i < samples.sharedCount(); i++) {
            int field = samples.shared()[i];
            int from = index.start(field);
            int to = index.start(field + 1);
            inputs.push(from, to);
            engine.multiply(inputs, from, weight, field * inputPerField, projections, from, to - from);
            projections.pull(from, to);
        }
        for (int s = 0; s < index.samples(); s++) {
            addUp(y.rows()[s], index.places(s), projections.rows());
        }
    }

    /**
     * Writes {@code y[n, out]} as {@link #forward} does, of each sample for itself: all fields by their distinct rows, which
     * neither know of each other nor of the samples.
     */
    public void score(JavaEngine plain, BatchIndex index, Matrix projections, Matrix y) {
        for (int field = 0; field < index.fields(); field++) {
            int from = index.start(field);
            int count = index.start(field + 1) - from;
            plain.multiply(inputs, from, weight, field * inputPerField, projections, from, count);
        }
        for (int s = 0; s < index.samples(); s++) {
            float[] sum = y.rows()[s];
            Arrays.fill(sum, 0f);
            for (int place : index.places(s)) {
                Vectors.add(sum, projections.rows()[place]);
            }
        }
    }

    private void addUp(float[] y, int[] places, float[][] rows) {
        int[] fields = samples.shared();
        int count = samples.sharedCount();
        int i = 0;
        if (!samples.any()) {
            System.arraycopy(rows[places[fields[i++]]], 0, y, 0, y.length);
        }
        for (; i + 3 < count; i += 4) {
            Vectors.add(
                    y,
                    rows[places[fields[i]]],
                    rows[places[fields[i + 1]]],
                    rows[places[fields[i + 2]]],
                    rows[places[fields[i + 3]]]);
        }
        for (; i < count; i++) {
            Vectors.add(y, rows[places[fields[i]]]);
        }
    }

    /**
     * From the gradient of y to those of weight and inputs, after {@link #forward} of the same batch.
     *
     * @param projections scratch of {@code [distinct, out]}
     */
    public void backward(BatchIndex index, Matrix projections, Matrix dy) {
        samples.backward(index, dy, weightGradient.rows(), inputGradients.rows());
        for (int i = 0; i < samples.sharedCount(); i++) {
            int field = samples.shared()[i];
            int from = index.start(field);
            int to = index.start(field + 1);
            for (int place = from; place < to; place++) {
                addUsers(projections.rows()[place], dy.rows(), index, place);
            }
            projections.push(from, to);
            int block = field * inputPerField;
            engine.transposedMultiply(inputs, from, projections, from, weightGradient, block, to - from);
            engine.multiplyTransposed(projections, from, weight, block, inputGradients, from, to - from);
            weightGradient.pull(block, block + inputPerField);
            inputGradients.pull(from, to);
        }
    }

    /** The sum of the gradients of all samples that use a row. */
    private static void addUsers(float[] sum, float[][] dy, BatchIndex index, int place) {
        int[] users = index.users();
        int to = index.usersFrom(place + 1);
        int u = index.usersFrom(place);
        System.arraycopy(dy[users[u++]], 0, sum, 0, sum.length);
        for (; u + 3 < to; u += 4) {
            Vectors.add(sum, dy[users[u]], dy[users[u + 1]], dy[users[u + 2]], dy[users[u + 3]]);
        }
        for (; u < to; u++) {
            Vectors.add(sum, dy[users[u]]);
        }
    }
}

package io.afterclick.learn.layer;

import io.afterclick.learn.embedding.BatchIndex;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a first layer whose rows hardly repeat within a batch: they are projected sample by sample, all of them in one
 * large product, which costs more operations than projecting distinct rows but runs several times faster and leaves nothing
 * to add up. Which fields these are depends on the batch alone.
 *
 * <p>Memory: for every number of such fields that was seen {@code 2 · (samples + out) · fields · inputPerField} floats, twice
 * where products have memory of their own. Grows to the batch and stays.
 */
final class SampleFields {

    /**
     * Distinct rows in samples from which a field is taken sample by sample, over the inputs of a field: products of few
     * columns run slowly, so that short embeddings gain from it much earlier. By measurement for 16 and 64 inputs.
     */
    private static final double SHARE_PER_INPUT = 1 / 128.0;

    private final MatrixEngine engine;
    private final int inputPerField;
    private final int out;
    private final int[] sampled;
    private final int[] shared;
    private final @Nullable Work[] works;
    private int sampledCount;
    private int sharedCount;

    SampleFields(MatrixEngine engine, int fields, int inputPerField, int out) {
        this.engine = engine;
        this.inputPerField = inputPerField;
        this.out = out;
        this.sampled = new int[fields];
        this.shared = new int[fields];
        this.works = new Work[fields + 1];
    }

    /** Parts the fields of a batch; to be called before all else. */
    void choose(BatchIndex index) {
        sampledCount = 0;
        sharedCount = 0;
        double most = index.samples() * inputPerField * SHARE_PER_INPUT;
        for (int field = 0; field < index.fields(); field++) {
            if (index.start(field + 1) - index.start(field) > most) {
                sampled[sampledCount++] = field;
            } else {
                shared[sharedCount++] = field;
            }
        }
    }

    /** Whether there are any. */
    boolean any() {
        return sampledCount > 0;
    }

    /** Number of the other fields, whose rows are shared by many samples. */
    int sharedCount() {
        return sharedCount;
    }

    /** The other fields, in order; those behind {@link #sharedCount} mean nothing. */
    int[] shared() {
        return shared;
    }

    /**
     * Writes the sum of the projections of these fields, if there are any.
     *
     * @param inputs {@code [distinct, inputPerField]}
     * @param weight {@code [fields · inputPerField, out]}
     * @param y {@code [samples, out]}, pulled
     */
    void forward(BatchIndex index, float[][] inputs, float[][] weight, Matrix y) {
        if (!any()) {
            return;
        }
        int n = index.samples();
        Work work = work(n);
        for (int s = 0; s < n; s++) {
            int[] places = index.places(s);
            float[] row = work.inputs.rows()[s];
            for (int i = 0; i < sampledCount; i++) {
                System.arraycopy(inputs[places[sampled[i]]], 0, row, i * inputPerField, inputPerField);
            }
        }
        for (int i = 0; i < work.weight.rowCount(); i++) {
            System.arraycopy(weight[weightRow(i)], 0, work.weight.rows()[i], 0, out);
        }
        work.inputs.push(0, n);
        work.weight.push();
        engine.multiply(work.inputs, 0, work.weight, 0, y, 0, n);
        y.pull(0, n);
    }

    /**
     * Writes the gradients of these fields, if there are any, after {@link #forward} of the same batch.
     *
     * @param dy {@code [samples, out]}, pushed here
     * @param weightGradient {@code [fields · inputPerField, out]}
     * @param inputGradients {@code [distinct, inputPerField]}
     */
    void backward(BatchIndex index, Matrix dy, float[][] weightGradient, float[][] inputGradients) {
        if (!any()) {
            return;
        }
        int n = index.samples();
        Work work = work(n);
        dy.push(0, n);
        engine.transposedMultiply(work.inputs, 0, dy, 0, work.weightGradient, 0, n);
        work.weightGradient.pull();
        for (int i = 0; i < work.weight.rowCount(); i++) {
            System.arraycopy(work.weightGradient.rows()[i], 0, weightGradient[weightRow(i)], 0, out);
        }
        engine.multiplyTransposed(dy, 0, work.weight, 0, work.inputGradients, 0, n);
        work.inputGradients.pull(0, n);
        for (int i = 0; i < sampledCount; i++) {
            addUp(index, sampled[i], i * inputPerField, work.inputGradients.rows(), inputGradients);
        }
    }

    /** A row's gradient is the sum over the samples that use it. */
    private void addUp(BatchIndex index, int field, int column, float[][] gradients, float[][] sums) {
        for (int place = index.start(field); place < index.start(field + 1); place++) {
            float[] sum = sums[place];
            Arrays.fill(sum, 0f);
            for (int u = index.usersFrom(place); u < index.usersFrom(place + 1); u++) {
                float[] gradient = gradients[index.users()[u]];
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += gradient[column + i];
                }
            }
        }
    }

    private int weightRow(int i) {
        return sampled[i / inputPerField] * inputPerField + i % inputPerField;
    }

    private Work work(int samples) {
        Work work = works[sampledCount];
        if (work == null || work.inputs.rowCount() < samples) {
            int columns = sampledCount * inputPerField;
            work = new Work(
                    engine.matrix(samples, columns),
                    engine.matrix(samples, columns),
                    engine.matrix(columns, out),
                    engine.matrix(columns, out));
            works[sampledCount] = work;
        }
        return work;
    }

    /** Of one number of fields. */
    private record Work(Matrix inputs, Matrix inputGradients, Matrix weight, Matrix weightGradient) {}
}

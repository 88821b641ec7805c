package io.afterclick.learn.reader;

import io.afterclick.learn.layer.DenseStack;
import io.afterclick.learn.layer.ScalarHead;
import io.afterclick.learn.layer.WeightInitialiser;
import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import java.util.function.Consumer;

/**
 * A tower of the predictor: 512 → 256 → 128 → 64 → 1, then the absolute value. It works on the samples of a batch that are
 * routed to it; the others cost nothing.
 */
final class Branch {

    private static final int IN = 512;
    private static final int OUT = 64;

    private final MatrixEngine engine;
    private final DenseStack stack;
    private final ScalarHead head = new ScalarHead(OUT, 0);
    private int[] samples = new int[0];
    private int count;
    private Matrix input;
    private Matrix inputGradient;
    private float[][] activations = new float[0][];
    private double[] raw = new double[0];

    Branch(MatrixEngine engine) {
        this.engine = engine;
        this.stack = new DenseStack(engine, 1, IN, 256, 128, OUT);
        this.input = engine.matrix(0, IN);
        this.inputGradient = input;
    }

    /** Forgets the samples of the last batch and makes room for a batch of {@code n}. */
    void begin(int n) {
        count = 0;
        if (n > samples.length) {
            samples = new int[n];
            raw = new double[n];
            input = engine.matrix(n, IN);
        }
    }

    /** Routes a sample to this tower. */
    void add(int sample) {
        samples[count++] = sample;
    }

    /**
     * Forward pass of the samples that were added.
     *
     * @param shared {@code [batch, 512]}, the trunk's activations
     * @param values {@code [batch]}, written at the samples' places
     */
    void forward(float[][] shared, double[] values) {
        // Without samples the pass is empty, and so are the gradients of the backward pass: the optimiser steps all the
        // same.
        take(shared);
        input.push(0, count);
        activations = stack.forward(input, count).rows();
        give(values);
    }

    /** Forward pass as above, of each sample for itself. */
    void score(JavaEngine plain, float[][] shared, double[] values) {
        take(shared);
        activations = stack.score(plain, input, count).rows();
        give(values);
    }

    private void take(float[][] shared) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(shared[samples[i]], 0, input.rows()[i], 0, IN);
        }
    }

    private void give(double[] values) {
        for (int i = 0; i < count; i++) {
            raw[i] = head.output(activations[i]);
            values[samples[i]] = Math.abs(raw[i]);
        }
    }

    /**
     * Backward pass.
     *
     * @param gradients {@code [batch]}, of the values
     * @param shared {@code [batch, 512]}, added to at the samples' places
     */
    void backward(double[] gradients, float[][] shared) {
        head.clearGradients();
        if (inputGradient.rowCount() < input.rowCount()) {
            inputGradient = engine.matrix(input.rowCount(), IN);
        }
        float[][] d = stack.outputGradient(count);
        for (int i = 0; i < count; i++) {
            float gradient = (float) (gradients[samples[i]] * Math.signum(raw[i]));
            head.backward(gradient, activations[i], d[i]);
        }
        stack.backward(inputGradient, count);
        for (int i = 0; i < count; i++) {
            float[] to = shared[samples[i]];
            float[] from = inputGradient.rows()[i];
            for (int j = 0; j < to.length; j++) {
                to[j] += from[j];
            }
        }
    }

    void pushParameters() {
        stack.pushParameters();
    }

    void initialise(WeightInitialiser initialiser, String prefix) {
        stack.initialise(initialiser, prefix);
        head.initialise(initialiser, prefix + "linear4");
    }

    void parameters(String prefix, Consumer<DenseParameter> visitor) {
        stack.parameters(prefix, visitor);
        head.parameters(prefix + "linear4", visitor);
    }
}

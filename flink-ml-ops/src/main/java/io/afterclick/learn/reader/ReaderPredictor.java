package io.afterclick.learn.reader;

import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.layer.WeightInitialiser;
import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowOptimiser;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * READER's predictor: a trunk (embeddings → 1024 → 512) and on it a tower each for the value of clicks with a single purchase
 * and with repurchases.
 *
 * <p>Order of calls: {@link #begin}, {@link #single} and {@link #repurchase} for the samples that need them,
 * {@link #forward}; in training {@link #backward}.
 */
public final class ReaderPredictor extends Network {

    private final Branch single;
    private final Branch repurchase;
    private int[] all = new int[0];
    private double[] singleValues = new double[0];
    private double[] repurchaseValues = new double[0];
    private int samples;

    /** @param layout of one set of embeddings, with moments if this predictor is trained */
    public ReaderPredictor(
            MatrixEngine engine, int fields, RowLayout layout, EmbeddingRows table, RowOptimiser optimiser) {
        super(new EmbeddedStack(engine, fields, layout, table, optimiser, 1024, 512));
        this.single = new Branch(engine);
        this.repurchase = new Branch(engine);
    }

    /** Begins a batch of {@code n} samples. */
    void begin(int n) {
        if (n > all.length) {
            all = new int[n];
            Arrays.setAll(all, i -> i);
            singleValues = new double[n];
            repurchaseValues = new double[n];
        }
        samples = n;
        single.begin(n);
        repurchase.begin(n);
    }

    /** Asks for the value of a sample as a single purchase. */
    void single(int sample) {
        single.add(sample);
    }

    /** Asks for the value of a sample as a repurchase. */
    void repurchase(int sample) {
        repurchase.add(sample);
    }

    /** @param keys {@code [batch, fields]} */
    void forward(long[][] keys) {
        float[][] shared = stack().forward(keys, all, samples).rows();
        single.forward(shared, singleValues);
        repurchase.forward(shared, repurchaseValues);
    }

    /** Forward pass as above, of each click for itself. */
    void score(JavaEngine plain, long[][] keys) {
        float[][] shared = stack().score(plain, keys, all, samples).rows();
        single.score(plain, shared, singleValues);
        repurchase.score(plain, shared, repurchaseValues);
    }

    /** {@code [batch]}, where {@link #single} asked for it. */
    double[] singleValues() {
        return singleValues;
    }

    /** {@code [batch]}, where {@link #repurchase} asked for it. */
    double[] repurchaseValues() {
        return repurchaseValues;
    }

    /** Backward pass from the gradients of both values, {@code [batch]} each. */
    void backward(double[] singleGradients, double[] repurchaseGradients) {
        float[][] shared = stack().outputGradient();
        for (int i = 0; i < samples; i++) {
            Arrays.fill(shared[i], 0f);
        }
        single.backward(singleGradients, shared);
        repurchase.backward(repurchaseGradients, shared);
        stack().backward();
    }

    @Override
    public void pushParameters() {
        stack().pushParameters();
        single.pushParameters();
        repurchase.pushParameters();
    }

    @Override
    public void initialise(WeightInitialiser initialiser) {
        stack().initialise(initialiser, "trunk.");
        single.initialise(initialiser, "single.");
        repurchase.initialise(initialiser, "repurchase.");
    }

    @Override
    public void parameters(Consumer<DenseParameter> visitor) {
        stack().parameters("trunk.", visitor);
        single.parameters("single.", visitor);
        repurchase.parameters("repurchase.", visitor);
    }
}

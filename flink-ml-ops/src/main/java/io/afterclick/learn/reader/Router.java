package io.afterclick.learn.reader;

import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.layer.ScalarHead;
import io.afterclick.learn.layer.WeightInitialiser;
import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowOptimiser;
import java.util.function.Consumer;

/** READER's router: embeddings → 256 → 128 → 64 → 1, whether a click will see a second purchase: {@code r = σ(logit / 0.5)}. */
public final class Router extends Network {

    private static final double TEMPERATURE = 0.5;
    private static final int OUT = 64;

    private final ScalarHead head = new ScalarHead(OUT, 0);
    private float[][] activations = new float[0][];
    private double[] logits = new double[0];
    private int count;

    /** @param layout of one set of embeddings, with moments if this router is trained */
    public Router(MatrixEngine engine, int fields, RowLayout layout, EmbeddingRows table, RowOptimiser optimiser) {
        super(new EmbeddedStack(engine, fields, layout, table, optimiser, 256, 128, OUT));
    }

    /**
     * Logits of some samples of a batch, without temperature.
     *
     * @param keys {@code [batch, fields]}
     * @return {@code [count]}, in the order of the samples
     */
    double[] forward(long[][] keys, int[] samples, int n) {
        if (n > 0) {
            activations = stack().forward(keys, samples, n).rows();
        }
        return logits(n);
    }

    /** Logits as above, of each click for itself. */
    double[] score(JavaEngine plain, long[][] keys, int[] samples, int n) {
        activations = stack().score(plain, keys, samples, n).rows();
        return logits(n);
    }

    private double[] logits(int n) {
        count = n;
        if (n > logits.length) {
            logits = new double[n];
        }
        for (int i = 0; i < n; i++) {
            logits[i] = head.output(activations[i]);
        }
        return logits;
    }

    /** {@code r} of a logit. */
    static double probability(double logit) {
        return 1 / (1 + Math.exp(-logit / TEMPERATURE));
    }

    /** Backward pass from the logits' gradients, {@code [count]}. */
    void backward(double[] gradients) {
        head.clearGradients();
        float[][] d = stack().outputGradient();
        for (int i = 0; i < count; i++) {
            head.backward((float) gradients[i], activations[i], d[i]);
        }
        stack().backward();
    }

    @Override
    public void pushParameters() {
        stack().pushParameters();
    }

    @Override
    public void initialise(WeightInitialiser initialiser) {
        stack().initialise(initialiser, "router.");
        head.initialise(initialiser, "router.linear4");
    }

    @Override
    public void parameters(Consumer<DenseParameter> visitor) {
        stack().parameters("router.", visitor);
        head.parameters("router.linear4", visitor);
    }
}

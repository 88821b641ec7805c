package io.afterclick.learn.reader;

import io.afterclick.learn.embedding.EmbeddingRows;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.layer.ScalarHead;
import io.afterclick.learn.layer.WeightInitialiser;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.RowOptimiser;
import java.util.function.Consumer;

/**
 * READER's calibrator: embeddings → 512 → 256 → 128 → 64, then {@code δ̂ = softplus(w·[64 | Δt | N] + b)}, by how much
 * log1p of a repurchase click's value will still grow. Only the last layer sees the state: several states of a sample share
 * one pass.
 *
 * <p>Order of calls: {@link #forward}, {@link #delta} for states; in training {@link #beginBackward}, {@link #backward} for one
 * state of every sample, {@link #endBackward}.
 */
public final class Calibrator extends Network {

    private static final int OUT = 64;

    private final ScalarHead head = new ScalarHead(OUT, 2);
    private float[][] activations = new float[0][];

    /** @param layout of one set of embeddings, with moments if this calibrator is trained */
    public Calibrator(MatrixEngine engine, int fields, RowLayout layout, EmbeddingRows table, RowOptimiser optimiser) {
        super(new EmbeddedStack(engine, fields, layout, table, optimiser, 512, 256, 128, OUT));
    }

    /** @param keys {@code [batch, fields]} */
    void forward(long[][] keys, int[] samples, int count) {
        if (count > 0) {
            activations = stack().forward(keys, samples, count).rows();
        }
    }

    /**
     * {@code δ̂} of a state.
     *
     * @param place in the samples of the last {@link #forward}
     * @param elapsed share of the window, in [0, 1]
     * @param purchases so far
     */
    double delta(int place, float elapsed, float purchases) {
        double o = head.output(activations[place], elapsed, purchases);
        return Math.max(o, 0) + Math.log1p(Math.exp(-Math.abs(o)));
    }

    void beginBackward() {
        head.clearGradients();
    }

    /** @param gradient of {@code δ̂} at this state */
    void backward(int place, float elapsed, float purchases, double gradient) {
        double o = head.output(activations[place], elapsed, purchases);
        float slope = (float) (gradient / (1 + Math.exp(-o)));
        head.backward(slope, activations[place], elapsed, purchases, stack().outputGradient()[place]);
    }

    void endBackward() {
        stack().backward();
    }

    @Override
    public void pushParameters() {
        stack().pushParameters();
    }

    @Override
    public void initialise(WeightInitialiser initialiser) {
        stack().initialise(initialiser, "calibrator.");
        head.initialise(initialiser, "calibrator.linear5");
    }

    @Override
    public void parameters(Consumer<DenseParameter> visitor) {
        stack().parameters("calibrator.", visitor);
        head.parameters("calibrator.linear5", visitor);
    }
}

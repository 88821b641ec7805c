package io.afterclick.learn.optimise;

/**
 * Adam (Kingma and Ba, 2015) for one dense block of rows: {@code m = β₁m + (1-β₁)g}, {@code v = β₂v + (1-β₂)g²},
 * {@code p -= lr / (1-β₁ᵗ) · m / (√v / √(1-β₂ᵗ) + eps)}. Holds the block's moments; mutates the block.
 */
public final class Adam {

    public static final float BETA1 = 0.9f;
    public static final float BETA2 = 0.999f;
    public static final float EPSILON = 1e-8f;

    private final float[][] parameters;
    private final float[][] gradients;
    private final float[][] firstMoments;
    private final float[][] secondMoments;

    /** @param gradients of the same shape, read at every step */
    public Adam(float[][] parameters, float[][] gradients) {
        this.parameters = parameters;
        this.gradients = gradients;
        this.firstMoments = like(parameters);
        this.secondMoments = like(parameters);
    }

    private static float[][] like(float[][] block) {
        float[][] zeros = new float[block.length][];
        for (int r = 0; r < block.length; r++) {
            zeros[r] = new float[block[r].length];
        }
        return zeros;
    }

    /** Takes a step. */
    public void step(StepSize size) {
        for (int r = 0; r < parameters.length; r++) {
            step(parameters[r], gradients[r], firstMoments[r], secondMoments[r], size.rate(), size.root());
        }
    }

    /** @param root {@code 1 / √(1-β₂ᵗ)} */
    private static void step(float[] p, float[] g, float[] m, float[] v, float rate, float root) {
        for (int i = 0; i < p.length; i++) {
            float first = BETA1 * m[i] + (1 - BETA1) * g[i];
            float second = BETA2 * v[i] + (1 - BETA2) * (g[i] * g[i]);
            m[i] = first;
            v[i] = second;
            p[i] -= rate * first / ((float) Math.sqrt(second) * root + EPSILON);
        }
    }

    public float[][] firstMoments() {
        return firstMoments;
    }

    public float[][] secondMoments() {
        return secondMoments;
    }
}

package io.afterclick.learn.layer;

import io.afterclick.learn.optimise.DenseParameter;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A linear layer with one output, {@code y = w·[a | extra] + b}; the extra inputs stand behind the activations and have no
 * gradient of their own.
 */
public final class ScalarHead {

    private final int in;
    private final int extra;
    private final float[][] weight;
    private final float[][] weightGradient;
    private final float[] bias = new float[1];
    private final float[] biasGradient = new float[1];

    /**
     * @param in activations
     * @param extra inputs besides
     */
    public ScalarHead(int in, int extra) {
        this.in = in;
        this.extra = extra;
        this.weight = new float[1][in + extra];
        this.weightGradient = new float[1][in + extra];
    }

    /** Output without extra inputs. */
    public double output(float[] activations) {
        return Vectors.dot(activations, weight[0]) + bias[0];
    }

    /** Output with two extra inputs. */
    public double output(float[] activations, float first, float second) {
        return output(activations) + (double) weight[0][in] * first + (double) weight[0][in + 1] * second;
    }

    /** Begins a backward pass. */
    public void clearGradients() {
        Arrays.fill(weightGradient[0], 0f);
        biasGradient[0] = 0f;
    }

    /**
     * Adds a sample to the gradients.
     *
     * @param gradient of the output
     * @param activationGradient {@code [in]}, overwritten
     */
    public void backward(float gradient, float[] activations, float[] activationGradient) {
        float[] sum = weightGradient[0];
        for (int i = 0; i < activations.length; i++) {
            sum[i] += gradient * activations[i];
        }
        biasGradient[0] += gradient;
        Vectors.scale(activationGradient, gradient, weight[0]);
    }

    /** Adds a sample with two extra inputs to the gradients. */
    public void backward(float gradient, float[] activations, float first, float second, float[] activationGradient) {
        backward(gradient, activations, activationGradient);
        weightGradient[0][in] += gradient * first;
        weightGradient[0][in + 1] += gradient * second;
    }

    /** @param name of the layer */
    public void initialise(WeightInitialiser initialiser, String name) {
        initialiser.fill(name, weight, bias, in + extra);
    }

    /** @param name of the layer */
    public void parameters(String name, Consumer<DenseParameter> visitor) {
        visitor.accept(DenseParameter.matrix(name + ".weight", weight, weightGradient));
        visitor.accept(DenseParameter.vector(name + ".bias", bias, biasGradient));
    }
}

package io.afterclick.learn.optimise;

import java.util.ArrayList;
import java.util.List;

/** {@link Adam} for all dense parameters of a task, with one step count; and the norm of their gradients. */
public final class DenseOptimiser {

    /** Sees a parameter and its moments, in canonical order. */
    public interface MomentVisitor {

        /** @param parameter whose values and moments these are */
        void visit(DenseParameter parameter, float[] firstMoments, float[] secondMoments);
    }

    private final List<DenseParameter> parameters = new ArrayList<>();
    private final List<Adam> adams = new ArrayList<>();
    private long steps;

    /** @param parameters of which the trained ones are moved */
    public DenseOptimiser(List<DenseParameter> parameters) {
        for (DenseParameter parameter : parameters) {
            if (parameter.isTrained()) {
                this.parameters.add(parameter);
                adams.add(new Adam(parameter.valueRows(), parameter.gradientRows()));
            }
        }
    }

    /** Steps taken. */
    public long steps() {
        return steps;
    }

    /** Continues another optimiser's count. */
    public void restoreSteps(long taken) {
        steps = taken;
    }

    /** Continues another optimiser's moments of the trained parameter at a place. */
    public void restore(int place, float[] firstMoments, float[] secondMoments) {
        parameters.get(place).restore(firstMoments, adams.get(place).firstMoments());
        parameters.get(place).restore(secondMoments, adams.get(place).secondMoments());
    }

    /** Shows moments as copies. */
    public void moments(MomentVisitor visitor) {
        for (int i = 0; i < adams.size(); i++) {
            DenseParameter parameter = parameters.get(i);
            Adam adam = adams.get(i);
            visitor.visit(
                    parameter, parameter.canonical(adam.firstMoments()), parameter.canonical(adam.secondMoments()));
        }
    }

    /** All arrays that a step writes. */
    void arrays(List<float[][]> into) {
        for (int i = 0; i < adams.size(); i++) {
            into.add(parameters.get(i).valueRows());
            into.add(adams.get(i).firstMoments());
            into.add(adams.get(i).secondMoments());
        }
    }

    /** {@code Σ g²} of all gradients; not finite if one is not, or if a square is not. */
    public double squaredNorm() {
        double sum = 0;
        for (int i = 0; i < parameters.size(); i++) {
            float[][] gradients = parameters.get(i).gradientRows();
            sum += GradientNorm.squared(gradients, gradients.length);
        }
        return sum;
    }

    /** Shrinks all gradients. */
    public void scaleGradients(float factor) {
        for (int i = 0; i < parameters.size(); i++) {
            float[][] gradients = parameters.get(i).gradientRows();
            GradientNorm.scale(gradients, gradients.length, factor);
        }
    }

    /** Takes a step; the layers' parameters must be pushed after it. */
    public void step(double learningRate) {
        StepSize size = StepSize.of(learningRate, ++steps);
        for (int i = 0; i < adams.size(); i++) {
            adams.get(i).step(size);
        }
    }
}

package io.afterclick.learn;

import io.afterclick.learn.optimise.DenseParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The dense parameters of a network and their values as doubles, which a reference may move. */
public final class Parameters {

    /** Sees a parameter. */
    public interface Visitor {
        void visit(String name, double[] values, float[] gradients);
    }

    private final List<DenseParameter> parameters = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();

    /** @param network shows its parameters */
    public Parameters(Consumer<Consumer<DenseParameter>> network) {
        network.accept(parameter -> {
            parameters.add(parameter);
            values.add(Precise.widened(parameter.values()));
        });
    }

    /** Values of a parameter, to be read and moved. */
    public double[] of(String name) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return values.get(i);
            }
        }
        throw new IllegalArgumentException("no parameter is called " + name);
    }

    /** Shows those that are trained, with the gradients of the last backward pass. */
    public void visitTrained(Visitor visitor) {
        for (int i = 0; i < parameters.size(); i++) {
            DenseParameter parameter = parameters.get(i);
            if (parameter.isTrained()) {
                visitor.visit(parameter.name(), values.get(i), parameter.gradients());
            }
        }
    }
}

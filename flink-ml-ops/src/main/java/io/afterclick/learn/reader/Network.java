package io.afterclick.learn.reader;

import io.afterclick.learn.DenseLayers;
import io.afterclick.learn.layer.WeightInitialiser;
import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.DenseParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the three networks of READER have in common: named dense parameters and embeddings of their own. */
public abstract class Network implements DenseLayers {

    private final EmbeddedStack stack;

    Network(EmbeddedStack stack) {
        this.stack = stack;
    }

    /** Shows every dense parameter, in the order of the layers, under its canonical name. */
    public abstract void parameters(Consumer<DenseParameter> visitor);

    @Override
    public abstract void pushParameters();

    /** Draws initial weights. */
    public abstract void initialise(WeightInitialiser initialiser);

    @Override
    public final List<DenseParameter> parameters() {
        List<DenseParameter> all = new ArrayList<>();
        parameters(all::add);
        return all;
    }

    /** An optimiser, without history, for all dense parameters. */
    public final DenseOptimiser optimiser() {
        return new DenseOptimiser(parameters());
    }

    final EmbeddedStack stack() {
        return stack;
    }
}

package io.afterclick.learn;

import io.afterclick.learn.optimise.DenseParameter;
import java.util.List;

/** Layers whose dense parameters have canonical names. */
public interface DenseLayers {

    /** All dense parameters, in the order of the layers; {@link #pushParameters} after a change. */
    List<DenseParameter> parameters();

    /** Makes changed parameters known to products. */
    void pushParameters();
}

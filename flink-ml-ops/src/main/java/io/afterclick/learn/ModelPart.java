package io.afterclick.learn;

import io.afterclick.learn.optimise.DenseOptimiser;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A network with its embeddings, as whoever stores, loads or digests it sees it. Names of parameters and sets are unique
 * in all of a model.
 *
 * @param name such as {@code predictor}
 * @param optimisers of the dense parameters by task; none if the part is frozen
 */
public record ModelPart(
        String name, DenseLayers layers, EmbeddingTable table, SortedMap<String, DenseOptimiser> optimisers) {

    public ModelPart {
        optimisers = Collections.unmodifiableSortedMap(new TreeMap<>(optimisers));
    }

    /** A part that is trained by one optimiser, called like the part. */
    public static ModelPart trained(String name, DenseLayers layers, EmbeddingTable table, DenseOptimiser optimiser) {
        return new ModelPart(name, layers, table, new TreeMap<>(Map.of(name, optimiser)));
    }

    /** A part that is not trained, or whose optimiser is of no interest. */
    public static ModelPart frozen(String name, DenseLayers layers, EmbeddingTable table) {
        return new ModelPart(name, layers, table, new TreeMap<>());
    }
}

package io.afterclick.learn.layer;

import java.util.Arrays;

/**
 * The two orders of a first layer's inputs: published weights have them by {@code [set, field, dimension]}, a
 * {@link FieldProjection} by {@code [field, set, dimension]}.
 */
record FieldMajor(int fields, int sets, int dimension) {

    /** Inputs of the layer. */
    int size() {
        return fields * sets * dimension;
    }

    /** The published input of each of ours, {@code [fields · sets · dimension]}. */
    int[] inputs() {
        int[] inputs = new int[size()];
        Arrays.setAll(inputs, this::published);
        return inputs;
    }

    private int published(int ours) {
        int field = ours / (sets * dimension);
        int set = ours / dimension % sets;
        return (set * fields + field) * dimension + ours % dimension;
    }
}

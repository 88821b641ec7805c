package io.afterclick.learn.embedding;

/**
 * Where things stand in a packed row: all embeddings, then first moments, second moments, and a step count for each set.
 * A row of three sets of 32 takes {@code 3 · (3 · 32 + 1) · 4 = 1,164} bytes.
 *
 * @param sets embedding sets, such as private ones of two towers and a shared one
 * @param dimension of an embedding
 * @param trained whether moments and step counts are kept
 */
public record RowLayout(int sets, int dimension, boolean trained) {

    /** Floats of a row. */
    public int width() {
        return trained ? sets * (3 * dimension + 1) : sets * dimension;
    }

    public int embedding(int set) {
        return set * dimension;
    }

    public int firstMoment(int set) {
        return (sets + set) * dimension;
    }

    public int secondMoment(int set) {
        return (2 * sets + set) * dimension;
    }

    /** Steps that a set of the row has taken, kept as a float that counts exactly to 16,777,216. */
    public int steps(int set) {
        return 3 * sets * dimension + set;
    }
}

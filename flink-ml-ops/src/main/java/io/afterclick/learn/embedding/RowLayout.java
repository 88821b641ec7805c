package io.afterclick.learn.embedding;

/**
 * Where things stand in a packed row: all embeddings, then first moments, second moments, and a step count for each set.
 * A row of three sets of 32 takes {@code 3 · (3 · 32 + 1) · 4 = 1,164} bytes.
 *
 * @param sets embedding sets, such as private ones of two towers and a shared one
 * @param dimension of an embedding
 * @param trained whether moments and step counts are kept
 * @param ages whether a row ends with the segment in which it was last touched, which a float counts exactly to 16,777,216, how often
 *     it was, and whether it was admitted before it last began anew
 */
public record RowLayout(int sets, int dimension, boolean trained, boolean ages) {

    /** Rows without ages. */
    public RowLayout(int sets, int dimension, boolean trained) {
        this(sets, dimension, trained, false);
    }

    /** The same with ages behind. */
    public RowLayout aged() {
        return new RowLayout(sets, dimension, trained, true);
    }

    /** Floats of a row. */
    public int width() {
        return withoutAges() + (ages ? 3 : 0);
    }

    private int withoutAges() {
        return trained ? sets * (3 * dimension + 1) : sets * dimension;
    }

    /** The segment in which the row was last in a batch. */
    public int lastTouched() {
        return withoutAges();
    }

    /** Batches that the row was in, as far as they are counted. */
    public int touches() {
        return withoutAges() + 1;
    }

    /** 1 if the row was admitted before it began anew. */
    public int formerlyAdmitted() {
        return withoutAges() + 2;
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

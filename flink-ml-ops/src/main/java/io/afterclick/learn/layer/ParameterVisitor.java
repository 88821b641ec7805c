package io.afterclick.learn.layer;

/** Sees named parameters where they live: what it writes is what the network uses. */
public interface ParameterVisitor {

    /** A block of rows, {@code [rows, columns]}. */
    void block(String name, float[][] rows);

    /** A vector. */
    void vector(String name, float[] values);
}

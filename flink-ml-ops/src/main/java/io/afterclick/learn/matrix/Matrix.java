package io.afterclick.learn.matrix;

/**
 * A matrix of floats whose elements are worked on in Java, row by row, and whose products are taken by the engine that
 * made it. The two sides are brought together by hand: {@link #push} after Java has written rows that a product will
 * read, {@link #pull} after a product has written rows that Java will read. Not thread-safe.
 */
public abstract class Matrix {

    private final float[][] rows;
    private final int columns;

    Matrix(int rows, int columns) {
        this.rows = new float[rows][columns];
        this.columns = columns;
    }

    /** The rows as Java sees them, {@code [rows, columns]}. */
    public final float[][] rows() {
        return rows;
    }

    public final int rowCount() {
        return rows.length;
    }

    public final int columns() {
        return columns;
    }

    /** Makes rows {@code from} to {@code to}, exclusive, known to products. */
    public abstract void push(int from, int to);

    /** Makes rows {@code from} to {@code to}, exclusive, known to Java. */
    public abstract void pull(int from, int to);

    /** Makes all rows known to products. */
    public final void push() {
        push(0, rows.length);
    }

    /** Makes all rows known to Java. */
    public final void pull() {
        pull(0, rows.length);
    }
}

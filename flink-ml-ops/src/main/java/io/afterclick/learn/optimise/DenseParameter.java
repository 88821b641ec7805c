package io.afterclick.learn.optimise;

import java.util.List;

/**
 * A named dense parameter where its layer holds it, and its gradient beside it. Values leave and enter in canonical order:
 * row-major, linear weights {@code [out, in]}. After {@link #load} the layer's parameters must be pushed.
 */
public final class DenseParameter {

    private enum Layout {
        VECTOR,
        OUT_BY_IN,
        IN_BY_OUT
    }

    private final String name;
    private final Layout layout;
    private final float[][] values;
    private final float[][] gradients;

    private DenseParameter(String name, Layout layout, float[][] values, float[][] gradients) {
        this.name = name;
        this.layout = layout;
        this.values = values;
        this.gradients = gradients;
    }

    /** A vector. */
    public static DenseParameter vector(String name, float[] values, float[] gradients) {
        return new DenseParameter(name, Layout.VECTOR, new float[][] {values}, new float[][] {gradients});
    }

    /** A matrix held as {@code [out, in]}. */
    public static DenseParameter matrix(String name, float[][] values, float[][] gradients) {
        return new DenseParameter(name, Layout.OUT_BY_IN, values, gradients);
    }

    /** A matrix held as {@code [in, out]}. */
    public static DenseParameter transposed(String name, float[][] values, float[][] gradients) {
        return new DenseParameter(name, Layout.IN_BY_OUT, values, gradients);
    }

    public String name() {
        return name;
    }

    /** Canonical shape. */
    public List<Long> shape() {
        return switch (layout) {
            case VECTOR -> List.of((long) values[0].length);
            case OUT_BY_IN -> List.of((long) values.length, (long) values[0].length);
            case IN_BY_OUT -> List.of((long) values[0].length, (long) values.length);
        };
    }

    public int size() {
        return values.length * values[0].length;
    }

    /** Values in canonical order, as a copy. */
    public float[] values() {
        return canonical(values);
    }

    /** Gradients in canonical order, as a copy. */
    public float[] gradients() {
        return canonical(gradients);
    }

    /** Takes over values in canonical order. */
    public void load(float[] canonical) {
        restore(canonical, values);
    }

    float[][] valueRows() {
        return values;
    }

    float[][] gradientRows() {
        return gradients;
    }

    /** Rows of this parameter's layout in canonical order. */
    float[] canonical(float[][] rows) {
        float[] copy = new float[size()];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < rows[r].length; c++) {
                copy[place(r, c)] = rows[r][c];
            }
        }
        return copy;
    }

    /** Writes rows of this parameter's layout. */
    void restore(float[] canonical, float[][] rows) {
        if (canonical.length != size()) {
            throw new IllegalArgumentException(
                    "parameter " + name + ": expected " + size() + " values, found " + canonical.length);
        }
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < rows[r].length; c++) {
                rows[r][c] = canonical[place(r, c)];
            }
        }
    }

    private int place(int row, int column) {
        return layout == Layout.IN_BY_OUT ? column * values.length + row : row * values[0].length + column;
    }
}

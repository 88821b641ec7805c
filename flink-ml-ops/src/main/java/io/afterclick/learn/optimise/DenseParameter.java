package io.afterclick.learn.optimise;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named dense parameter where its layer holds it, and its gradient beside it if it is trained. Values leave and enter in
 * canonical order: row-major, linear weights {@code [out, in]}. After {@link #load} the layer's parameters must be pushed.
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
    private final float @Nullable [][] gradients;
    private final int[] inputs;

    private DenseParameter(String name, Layout layout, float[][] values, float @Nullable [][] gradients, int[] inputs) {
        this.name = name;
        this.layout = layout;
        this.values = values;
        this.gradients = gradients;
        this.inputs = inputs;
    }

    /** A vector. */
    public static DenseParameter vector(String name, float[] values, float[] gradients) {
        return new DenseParameter(name, Layout.VECTOR, new float[][] {values}, new float[][] {gradients}, new int[0]);
    }

    /** A vector that no optimiser moves: a statistic, or a bias whose gradient is always zero. */
    public static DenseParameter fixed(String name, float[] values) {
        return new DenseParameter(name, Layout.VECTOR, new float[][] {values}, null, new int[0]);
    }

    /** A matrix held as {@code [out, in]}. */
    public static DenseParameter matrix(String name, float[][] values, float[][] gradients) {
        return new DenseParameter(name, Layout.OUT_BY_IN, values, gradients, new int[0]);
    }

    /** A matrix held as {@code [in, out]}. */
    public static DenseParameter transposed(String name, float[][] values, float[][] gradients) {
        int[] inputs = new int[values.length];
        Arrays.setAll(inputs, i -> i);
        return transposed(name, values, gradients, inputs);
    }

    /**
     * A matrix held as {@code [in, out]} with its inputs in another order.
     *
     * @param inputs the canonical input of each row
     */
    public static DenseParameter transposed(String name, float[][] values, float[][] gradients, int[] inputs) {
        return new DenseParameter(name, Layout.IN_BY_OUT, values, gradients, inputs);
    }

    public String name() {
        return name;
    }

    /** Whether an optimiser moves it. */
    public boolean isTrained() {
        return gradients != null;
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
        return canonical(gradientRows());
    }

    /** Takes over values in canonical order. */
    public void load(float[] canonical) {
        restore(canonical, values);
    }

    float[][] valueRows() {
        return values;
    }

    float[][] gradientRows() {
        if (gradients == null) {
            throw new IllegalStateException("parameter " + name + ": expected one that is trained, found a fixed one");
        }
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
        return layout == Layout.IN_BY_OUT ? column * values.length + inputs[row] : row * values[0].length + column;
    }
}

package io.afterclick.learn.layer;

import io.afterclick.learn.matrix.JavaEngine;
import io.afterclick.learn.matrix.Matrix;
import io.afterclick.learn.matrix.MatrixEngine;

/**
 * Memory for the passes of one tower at a time, shared by all towers of a learner: a forward pass and the backward pass that
 * belongs to it must not be parted by another tower's. Grows to the batch and stays.
 */
public final class TowerWorkspace {

    static final int WIDE = 256;
    static final int NARROW = 128;

    private final MatrixEngine engine;
    private final JavaEngine plain = new JavaEngine();
    private Matrix x1;
    private Matrix a1;
    private Matrix x2;
    private Matrix a2;
    private Matrix x3;
    private Matrix a3;
    private Matrix d3;
    private Matrix d2;
    private Matrix d1;
    private Matrix projections;

    public TowerWorkspace(MatrixEngine engine) {
        this.engine = engine;
        this.x1 = engine.matrix(0, WIDE);
        this.a1 = x1;
        this.x2 = x1;
        this.a2 = x1;
        this.d2 = x1;
        this.d1 = x1;
        this.projections = x1;
        this.x3 = engine.matrix(0, NARROW);
        this.a3 = x3;
        this.d3 = x3;
    }

    JavaEngine plain() {
        return plain;
    }

    MatrixEngine engine() {
        return engine;
    }

    /** Makes room for a batch. */
    void require(int samples, int distinct) {
        if (samples > x1.rowCount()) {
            x1 = engine.matrix(samples, WIDE);
            a1 = engine.matrix(samples, WIDE);
            x2 = engine.matrix(samples, WIDE);
            a2 = engine.matrix(samples, WIDE);
            x3 = engine.matrix(samples, NARROW);
            a3 = engine.matrix(samples, NARROW);
            d3 = engine.matrix(samples, NARROW);
            d2 = engine.matrix(samples, WIDE);
            d1 = engine.matrix(samples, WIDE);
        }
        projections = grown(projections, distinct);
    }

    /** The same matrix, or a larger one if it has too few rows. */
    Matrix grown(Matrix matrix, int rows) {
        return rows <= matrix.rowCount() ? matrix : engine.matrix(rows + rows / 4, matrix.columns());
    }

    Matrix x1() {
        return x1;
    }

    Matrix a1() {
        return a1;
    }

    Matrix x2() {
        return x2;
    }

    Matrix a2() {
        return a2;
    }

    Matrix x3() {
        return x3;
    }

    Matrix a3() {
        return a3;
    }

    Matrix d3() {
        return d3;
    }

    Matrix d2() {
        return d2;
    }

    Matrix d1() {
        return d1;
    }

    Matrix projections() {
        return projections;
    }
}

package io.afterclick.learn.matrix;

import java.util.function.LongSupplier;

/** Counts the products of another engine and the time that they take. */
public final class MeteredEngine implements MatrixEngine {

    private final MatrixEngine engine;
    private final LongSupplier nanoClock;
    private long nanos;
    private long operations;

    /** @param nanoClock nanoseconds since whenever */
    public MeteredEngine(MatrixEngine engine, LongSupplier nanoClock) {
        this.engine = engine;
        this.nanoClock = nanoClock;
    }

    /** Nanoseconds spent in products so far. */
    public long nanos() {
        return nanos;
    }

    /** Floating point operations of all products so far. */
    public long operations() {
        return operations;
    }

    @Override
    public String describe() {
        return engine.describe();
    }

    @Override
    public Matrix matrix(int rows, int columns) {
        return engine.matrix(rows, columns);
    }

    @Override
    public void multiply(Matrix a, int aFrom, Matrix b, int bFrom, Matrix c, int cFrom, int m) {
        long start = nanoClock.getAsLong();
        engine.multiply(a, aFrom, b, bFrom, c, cFrom, m);
        count(start, m, c.columns(), a.columns());
    }

    @Override
    public void multiplyTransposed(Matrix a, int aFrom, Matrix b, int bFrom, Matrix c, int cFrom, int m) {
        long start = nanoClock.getAsLong();
        engine.multiplyTransposed(a, aFrom, b, bFrom, c, cFrom, m);
        count(start, m, c.columns(), a.columns());
    }

    @Override
    public void transposedMultiply(Matrix a, int aFrom, Matrix b, int bFrom, Matrix c, int cFrom, int k) {
        long start = nanoClock.getAsLong();
        engine.transposedMultiply(a, aFrom, b, bFrom, c, cFrom, k);
        count(start, a.columns(), c.columns(), k);
    }

    private void count(long start, int m, int n, int k) {
        nanos += nanoClock.getAsLong() - start;
        operations += 2L * m * n * k;
    }
}

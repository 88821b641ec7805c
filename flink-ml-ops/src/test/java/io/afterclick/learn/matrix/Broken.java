package io.afterclick.learn.matrix;

import org.jspecify.annotations.Nullable;

/**
 * An engine whose products fail, or leave out what they should write.
 *
 * @param failure of every product, or null for none
 */
record Broken(@Nullable Error failure) implements MatrixEngine {

    @Override
    public String describe() {
        return "broken";
    }

    @Override
    public Matrix matrix(int rows, int columns) {
        return new JavaEngine().matrix(rows, columns);
    }

    @Override
    public void multiply(Matrix a, int aFrom, Matrix b, int bFrom, Matrix c, int cFrom, int m) {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void multiplyTransposed(Matrix a, int aFrom, Matrix b, int bFrom, Matrix c, int cFrom, int m) {
        multiply(a, aFrom, b, bFrom, c, cFrom, m);
    }

    @Override
    public void transposedMultiply(Matrix a, int aFrom, Matrix b, int bFrom, Matrix c, int cFrom, int k) {
        multiply(a, aFrom, b, bFrom, c, cFrom, k);
    }
}

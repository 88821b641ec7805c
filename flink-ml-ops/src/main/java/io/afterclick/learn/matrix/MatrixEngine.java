package io.afterclick.learn.matrix;

/**
 * Takes matrix products. All three forms work on whole columns and on ranges of rows; nothing is allocated. An engine and
 * its matrices belong to one thread.
 */
public interface MatrixEngine {

    /** In one line, for the log and for benchmarks. */
    String describe();

    /** A matrix of zeros, {@code [rows, columns]}. */
    Matrix matrix(int rows, int columns);

    /**
     * {@code c = a · b}: rows {@code cFrom} to {@code cFrom + m} of c from as many rows of a, beginning at {@code aFrom},
     * and the rows of b that begin at {@code bFrom}, as many as a has columns.
     */
    void multiply(Matrix a, int aFrom, Matrix b, int bFrom, Matrix c, int cFrom, int m);

    /**
     * {@code c = a · bᵀ}: rows {@code cFrom} to {@code cFrom + m} of c from as many rows of a, beginning at {@code aFrom},
     * and the rows of b that begin at {@code bFrom}, as many as c has columns.
     */
    void multiplyTransposed(Matrix a, int aFrom, Matrix b, int bFrom, Matrix c, int cFrom, int m);

    /**
     * {@code c = aᵀ · b}: as many rows of c as a has columns, beginning at {@code cFrom}, from {@code k} rows of a,
     * beginning at {@code aFrom}, and of b, beginning at {@code bFrom}.
     */
    void transposedMultiply(Matrix a, int aFrom, Matrix b, int bFrom, Matrix c, int cFrom, int k);
}

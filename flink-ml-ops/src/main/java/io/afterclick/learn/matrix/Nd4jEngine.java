package io.afterclick.learn.matrix;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Products by the BLAS that ND4J brings (OpenBLAS), on buffers that ND4J holds outside the heap. The BLAS is called as
 * ND4J itself calls it, less the array objects around each call, so that a product allocates nothing.
 */
public final class Nd4jEngine implements MatrixEngine {

    private static final int ROW_MAJOR = openblas_nolapack.CblasRowMajor;
    private static final int PLAIN = openblas_nolapack.CblasNoTrans;
    private static final int TRANSPOSED = openblas_nolapack.CblasTrans;

    private final String version;

    /** Loads the natives: a second or more, once per process. */
    public Nd4jEngine() {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
        this.version = "ND4J " + Nd4j.getBackend().getClass().getSimpleName() + " with OpenBLAS";
    }

    @Override
    public String describe() {
        return version;
    }

    @Override
    public Matrix matrix(int rows, int columns) {
        return new NativeMatrix(rows, columns);
    }

    @Override
    public void multiply(Matrix a, int aFrom, Matrix b, int bFrom, Matrix c, int cFrom, int m) {
        gemm(PLAIN, PLAIN, m, c.columns(), a.columns(), at(a, aFrom), at(b, bFrom), at(c, cFrom));
    }

    @Override
    public void multiplyTransposed(Matrix a, int aFrom, Matrix b, int bFrom, Matrix c, int cFrom, int m) {
        gemm(PLAIN, TRANSPOSED, m, c.columns(), a.columns(), at(a, aFrom), at(b, bFrom), at(c, cFrom));
    }

    @Override
    public void transposedMultiply(Matrix a, int aFrom, Matrix b, int bFrom, Matrix c, int cFrom, int k) {
        gemm(TRANSPOSED, PLAIN, a.columns(), c.columns(), k, at(a, aFrom), at(b, bFrom), at(c, cFrom));
    }

    private static void gemm(
            int transposeA, int transposeB, int m, int n, int k, NativeMatrix a, NativeMatrix b, NativeMatrix c) {
        openblas_nolapack.cblas_sgemm(
                ROW_MAJOR,
                transposeA,
                transposeB,
                m,
                n,
                k,
                1f,
                a.cursor,
                a.columns(),
                b.cursor,
                b.columns(),
                0f,
                c.cursor,
                c.columns());
    }

    private static NativeMatrix at(Matrix matrix, int row) {
        if (!(matrix instanceof NativeMatrix ours)) {
            throw new IllegalArgumentException("expected a matrix of this engine, found one of "
                    + matrix.getClass().getName());
        }
        ours.cursor.position((long) row * matrix.columns());
        return ours;
    }

    /** Rows on the heap, and a copy of them in native memory. */
    private static final class NativeMatrix extends Matrix {
        // Held so that the memory stays while the pointer into it is used.
        private final DataBuffer memory;
        private final FloatPointer cursor;
        private final FloatBuffer copy;

        NativeMatrix(int rows, int columns) {
            super(rows, columns);
            // A matrix without rows still gets memory, since there is no pointer to none.
            long floats = Math.max(1, (long) rows * columns);
            memory = Nd4j.createBuffer(DataType.FLOAT, floats, true);
            FloatPointer start = new FloatPointer(memory.addressPointer());
            start.capacity(floats);
            copy = start.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
            cursor = new FloatPointer(start);
        }

        @Override
        public void push(int from, int to) {
            copy.position(from * columns());
            for (int r = from; r < to; r++) {
                copy.put(rows()[r], 0, columns());
            }
        }

        @Override
        public void pull(int from, int to) {
            copy.position(from * columns());
            for (int r = from; r < to; r++) {
                copy.get(rows()[r], 0, columns());
            }
        }

        @Override
        public String toString() {
            return rowCount() + " x " + columns() + " in " + memory.length() + " floats";
        }
    }
}

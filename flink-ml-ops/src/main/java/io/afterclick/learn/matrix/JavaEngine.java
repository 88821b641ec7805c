package io.afterclick.learn.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Products in plain Java, for machines without natives: whole rows are added up in loops that the compiler turns into
 * vector instructions. Several times slower than {@link Nd4jEngine}.
 */
public final class JavaEngine implements MatrixEngine {

    private final String description;
    // One for every width, since networks take products of a few widths in turn.
    private final List<float[][]> scratches = new ArrayList<>();

    public JavaEngine() {
        this.description = "plain Java rows";
    }

    /** @param reason why this engine was taken, in one line */
    JavaEngine(String reason) {
        this.description = "plain Java rows (" + reason + ")";
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public Matrix matrix(int rows, int columns) {
        return new HeapMatrix(rows, columns);
    }

    @Override
    public void multiply(Matrix a, int aFrom, Matrix b, int bFrom, Matrix c, int cFrom, int m) {
        for (int i = 0; i < m; i++) {
            combine(a.rows()[aFrom + i], a.columns(), b.rows(), bFrom, c.rows()[cFrom + i]);
        }
    }

    @Override
    public void multiplyTransposed(Matrix a, int aFrom, Matrix b, int bFrom, Matrix c, int cFrom, int m) {
        int n = c.columns();
        int k = a.columns();
        float[][] transposed = scratch(k, n);
        transpose(b.rows(), bFrom, transposed, k);
        for (int i = 0; i < m; i++) {
            combine(a.rows()[aFrom + i], k, transposed, 0, c.rows()[cFrom + i]);
        }
    }

    @Override
    public void transposedMultiply(Matrix a, int aFrom, Matrix b, int bFrom, Matrix c, int cFrom, int k) {
        int m = a.columns();
        for (int i = 0; i < m; i++) {
            float[] out = c.rows()[cFrom + i];
            Arrays.fill(out, 0f);
            for (int j = 0; j < k; j++) {
                addScaled(out, a.rows()[aFrom + j][i], b.rows()[bFrom + j]);
            }
        }
    }

    /** {@code out = Σ weights[j] · rows[from + j]}, four rows at a time. */
    private static void combine(float[] weights, int k, float[][] rows, int from, float[] out) {
        Arrays.fill(out, 0f);
        int j = 0;
        for (; j + 3 < k; j += 4) {
            addScaled(
                    out,
                    weights[j],
                    rows[from + j],
                    weights[j + 1],
                    rows[from + j + 1],
                    weights[j + 2],
                    rows[from + j + 2],
                    weights[j + 3],
                    rows[from + j + 3]);
        }
        for (; j < k; j++) {
            addScaled(out, weights[j], rows[from + j]);
        }
    }

    private static void addScaled(float[] out, float w, float[] row) {
        for (int i = 0; i < out.length; i++) {
            out[i] += w * row[i];
        }
    }

    private static void addScaled(
            float[] out, float w, float[] a, float x, float[] b, float y, float[] c, float z, float[] d) {
        for (int i = 0; i < out.length; i++) {
            out[i] += (w * a[i] + x * b[i]) + (y * c[i] + z * d[i]);
        }
    }

    private float[][] scratch(int rows, int columns) {
        for (int i = 0; i < scratches.size(); i++) {
            if (scratches.get(i)[0].length == columns) {
                if (scratches.get(i).length < rows) {
                    scratches.set(i, new float[rows][columns]);
                }
                return scratches.get(i);
            }
        }
        scratches.add(new float[Math.max(rows, 1)][columns]);
        return scratches.get(scratches.size() - 1);
    }

    /** As many rows as the target has columns. */
    private static void transpose(float[][] rows, int from, float[][] into, int columns) {
        for (int r = 0; r < into[0].length; r++) {
            float[] row = rows[from + r];
            for (int c = 0; c < columns; c++) {
                into[c][r] = row[c];
            }
        }
    }

    /** Both sides are the same memory. */
    private static final class HeapMatrix extends Matrix {
        HeapMatrix(int rows, int columns) {
            super(rows, columns);
        }

        @Override
        public void push(int from, int to) {
            // Products read the rows themselves.
        }

        @Override
        public void pull(int from, int to) {
            // Products write the rows themselves.
        }
    }
}

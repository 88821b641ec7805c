package io.afterclick.learn.layer;

/**
 * Loops over whole arrays of equal length. The compiler turns exactly this form into vector instructions: an offset into
 * one large array in its place costs half the speed or more.
 */
public final class Vectors {

    private Vectors() {}

    /** {@code to += from}. */
    public static void add(float[] to, float[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }

    /** {@code to += a + b}. */
    public static void add(float[] to, float[] a, float[] b) {
        for (int i = 0; i < to.length; i++) {
            to[i] += a[i] + b[i];
        }
    }

    /** {@code to += a + b + c + d}. */
    public static void add(float[] to, float[] a, float[] b, float[] c, float[] d) {
        for (int i = 0; i < to.length; i++) {
            to[i] += (a[i] + b[i]) + (c[i] + d[i]);
        }
    }

    /** {@code to += factor · from}. */
    public static void addScaled(float[] to, float factor, float[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }

    /** {@code to = factor · from}. */
    public static void scale(float[] to, float factor, float[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] = factor * from[i];
        }
    }

    /** {@code Σ a · b}, in double precision. */
    public static double dot(float[] a, float[] b) {
        double sum0 = 0;
        double sum1 = 0;
        int i = 0;
        for (; i + 1 < a.length; i += 2) {
            sum0 += (double) a[i] * b[i];
            sum1 += (double) a[i + 1] * b[i + 1];
        }
        if (i < a.length) {
            sum0 += (double) a[i] * b[i];
        }
        return sum0 + sum1;
    }
}

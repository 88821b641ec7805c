package io.afterclick.learn;

import java.util.Random;

/** Normal numbers from a seed. */
public record Drawn(Random random) {

    public Drawn(long seed) {
        this(new Random(seed));
    }

    /** Fills rows, and returns them as doubles. */
    public double[][] fill(float[][] rows) {
        double[][] wide = new double[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            wide[r] = fill(rows[r]);
        }
        return wide;
    }

    /** Fills a vector, and returns it as doubles. */
    public double[] fill(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Precise.widened(values);
    }

    /** Row keys from a few, so that samples share rows. */
    public long[][] keys(int samples, int fields, int distinct) {
        long[][] keys = new long[samples][fields];
        for (long[] row : keys) {
            for (int f = 0; f < fields; f++) {
                row[f] = random.nextInt(distinct);
            }
        }
        return keys;
    }
}

package io.afterclick.learn.layer;

/** How near values come to zero, where the slope of a rectified unit jumps. */
public final class Kinks {

    private Kinks() {}

    public static double nearest(double[][] values) {
        double nearest = Double.POSITIVE_INFINITY;
        for (double[] row : values) {
            for (double value : row) {
                nearest = Math.min(nearest, Math.abs(value));
            }
        }
        return nearest;
    }
}

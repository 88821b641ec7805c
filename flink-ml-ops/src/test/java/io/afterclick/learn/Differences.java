package io.afterclick.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * Central differences of a function in double precision, against gradients that were computed in float. A float gradient is a
 * sum of products each off by 6e-8 of itself, and has come through several layers, so it may be off by some 1e-6 of the tensor's
 * largest; a difference over 1e-5 in double is off by 1e-9. A wrong term is off by much more than both.
 */
public final class Differences {

    /** Largest distance allowed, as a share of a tensor's largest gradient. */
    public static final double SHARE = 2e-5;

    private static final double STEP = 1e-5;
    private static final double LONGEST_WAY = 1e-4;

    private final DoubleSupplier function;

    /** @param function of numbers that the tests below move */
    public Differences(DoubleSupplier function) {
        this.function = function;
    }

    /** Value of the function. */
    public double value() {
        return function.getAsDouble();
    }

    /** Slope of the function in one number. */
    public double slope(double[] point, int i) {
        double kept = point[i];
        point[i] = kept + STEP;
        double above = function.getAsDouble();
        point[i] = kept - STEP;
        double below = function.getAsDouble();
        point[i] = kept;
        return (above - below) / (2 * STEP);
    }

    /** Holds one element of a gradient against the slope there, relative to the gradient. */
    public void assertSlope(String name, double gradient, double[] point, int i) {
        assertClose(name, gradient, slope(point, i), Math.abs(gradient));
    }

    /** Holds every element of a gradient against the slope there. */
    public void assertEach(String name, double[] point, float[] gradient) {
        assertThat(gradient).as(name).hasSameSizeAs(point);
        double largest = largest(gradient);
        for (int i = 0; i < point.length; i++) {
            assertClose(name + "[" + i + "]", gradient[i], slope(point, i), largest);
        }
    }

    /** Holds every row of a gradient against the slopes there. */
    public void assertEach(String name, double[][] point, float[][] gradient) {
        double largest = 0;
        for (int r = 0; r < point.length; r++) {
            largest = Math.max(largest, largest(gradient[r]));
        }
        for (int r = 0; r < point.length; r++) {
            for (int i = 0; i < point[r].length; i++) {
                assertClose(name + "[" + r + "," + i + "]", gradient[r][i], slope(point[r], i), largest);
            }
        }
    }

    /**
     * Holds a large gradient against slopes: element by element where it is largest and at some places drawn, and as a whole
     * along drawn directions, whose slopes every element enters.
     */
    public void assertSome(String name, double[] point, float[] gradient, int places, Random random) {
        assertThat(gradient).as(name).hasSameSizeAs(point);
        double largest = largest(gradient);
        for (int k = 0; k < places; k++) {
            int i = k == 0 ? placeOfLargest(gradient) : random.nextInt(point.length);
            assertClose(name + "[" + i + "]", gradient[i], slope(point, i), largest);
        }
        for (int k = 0; k < 2; k++) {
            assertAlong(name, point, gradient, random);
        }
    }

    private void assertAlong(String name, double[] point, float[] gradient, Random random) {
        double[] kept = point.clone();
        double length = 0;
        double expected = 0;
        double[] direction = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            direction[i] = random.nextBoolean() ? 1 : -1;
            expected += direction[i] * gradient[i];
            length += (double) gradient[i] * gradient[i];
        }
        double step = Math.min(STEP, LONGEST_WAY / Math.sqrt(point.length));
        double above = along(point, kept, direction, step);
        double below = along(point, kept, direction, -step);
        System.arraycopy(kept, 0, point, 0, kept.length);
        assertClose(name + " along a direction", expected, (above - below) / (2 * step), Math.sqrt(length));
    }

    private double along(double[] point, double[] from, double[] direction, double step) {
        for (int i = 0; i < point.length; i++) {
            point[i] = from[i] + step * direction[i];
        }
        return function.getAsDouble();
    }

    private static void assertClose(String where, double gradient, double slope, double largest) {
        assertThat(Math.abs(gradient - slope) / Math.max(largest, Float.MIN_NORMAL))
                .as("%s: gradient %s, slope %s, largest %s", where, gradient, slope, largest)
                .isLessThan(SHARE);
    }

    private static double largest(float[] gradient) {
        return gradient.length == 0 ? 0 : Math.abs(gradient[placeOfLargest(gradient)]);
    }

    private static int placeOfLargest(float[] gradient) {
        int place = 0;
        for (int i = 1; i < gradient.length; i++) {
            place = Math.abs(gradient[i]) > Math.abs(gradient[place]) ? i : place;
        }
        return place;
    }
}

package io.afterclick.learn.reader;

/** How far numbers are from golden ones, at worst, and where. */
final class Distance {

    private double worst;
    private String where = "nowhere";

    /** Relative to the largest golden value of the tensor. */
    double relative(String name, float[] ours, float[] golden) {
        double largest = 0;
        for (float value : golden) {
            largest = Math.max(largest, Math.abs(value));
        }
        double distance = largest(ours, golden) / (largest == 0 ? 1 : largest);
        keep(name, distance);
        return distance;
    }

    /** Of the first values, as many as golden has. */
    double absolute(String name, float[] ours, float[] golden) {
        double distance = largest(ours, golden);
        keep(name, distance);
        return distance;
    }

    void keep(String name, double distance) {
        if (!(distance <= worst)) {
            worst = distance;
            where = name;
        }
    }

    private static double largest(float[] ours, float[] golden) {
        double distance = 0;
        for (int i = 0; i < golden.length; i++) {
            double off = Math.abs(ours[i] - (double) golden[i]);
            distance = off <= distance ? distance : off;
        }
        return distance;
    }

    double worst() {
        return worst;
    }

    @Override
    public String toString() {
        return worst + " at " + where;
    }
}

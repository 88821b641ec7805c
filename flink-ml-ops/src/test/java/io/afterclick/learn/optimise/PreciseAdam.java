package io.afterclick.learn.optimise;

/** Dense Adam in double precision, by its formula; β = (0.9, 0.999), eps 1e-8 outside the root. */
final class PreciseAdam {

    private final double[] values;
    private final double[] first;
    private final double[] second;
    private int steps;

    PreciseAdam(double[] values) {
        this.values = values;
        this.first = new double[values.length];
        this.second = new double[values.length];
    }

    double[] values() {
        return values;
    }

    double[] firstMoments() {
        return first;
    }

    double[] secondMoments() {
        return second;
    }

    void step(float[] gradient, double learningRate) {
        steps++;
        for (int i = 0; i < values.length; i++) {
            first[i] = 0.9 * first[i] + 0.1 * gradient[i];
            second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i];
            double unbiased = first[i] / (1 - Math.pow(0.9, steps));
            double root = Math.sqrt(second[i] / (1 - Math.pow(0.999, steps)));
            values[i] -= learningRate * unbiased / (root + 1e-8);
        }
    }
}

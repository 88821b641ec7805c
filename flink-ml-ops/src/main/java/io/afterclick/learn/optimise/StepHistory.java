package io.afterclick.learn.optimise;

import java.util.Arrays;

/**
 * The steps that a table has taken, with the learning rate and bias correction of each: 8 bytes a step. State is the number of
 * steps and the learning rates, from which the rest is worked out again.
 */
public final class StepHistory {

    private float[] rates = new float[64];
    private float[] roots = new float[64];
    private double[] runRates = new double[8];
    private long[] runEnds = new long[8];
    private int runs;
    private int steps;

    /** Steps taken. */
    public int steps() {
        return steps;
    }

    /** Takes a step and returns its number, from 1. */
    public int add(double learningRate) {
        steps++;
        if (steps == rates.length) {
            rates = Arrays.copyOf(rates, 2 * steps);
            roots = Arrays.copyOf(roots, 2 * steps);
        }
        StepSize size = StepSize.of(learningRate, steps);
        rates[steps] = size.rate();
        roots[steps] = size.root();
        if (runs == 0 || runRates[runs - 1] != learningRate) {
            if (runs == runRates.length) {
                runRates = Arrays.copyOf(runRates, 2 * runs);
                runEnds = Arrays.copyOf(runEnds, 2 * runs);
            }
            runRates[runs++] = learningRate;
        }
        runEnds[runs - 1] = steps;
        return steps;
    }

    /** Forgets the last step. */
    void takeBack() {
        steps--;
        runEnds[runs - 1] = steps;
        long before = runs == 1 ? 0 : runEnds[runs - 2];
        if (runEnds[runs - 1] == before) {
            runs--;
        }
    }

    /** How many times the learning rate changed, the first included. */
    public int runs() {
        return runs;
    }

    /** Learning rate of a run of steps. */
    public double runRate(int run) {
        return runRates[run];
    }

    /** Last step of a run. */
    public long runEnd(int run) {
        return runEnds[run];
    }

    float rate(int step) {
        return rates[step];
    }

    float root(int step) {
        return roots[step];
    }
}

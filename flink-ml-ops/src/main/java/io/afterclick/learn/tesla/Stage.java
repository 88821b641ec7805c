package io.afterclick.learn.tesla;

/**
 * What one stage of a batch trains on: the samples of its task, their labels, weights and delays. Refilled for each batch.
 */
final class Stage {

    private int[] rows = new int[0];
    private boolean[] positive = new boolean[0];
    private double[] delayHours = new double[0];
    private double[] positiveWeight = new double[0];
    private double[] negativeWeight = new double[0];
    private int count;

    void clear(int capacity) {
        count = 0;
        if (rows.length < capacity) {
            rows = new int[capacity];
            positive = new boolean[capacity];
            delayHours = new double[capacity];
            positiveWeight = new double[capacity];
            negativeWeight = new double[capacity];
        }
    }

    void add(int row, boolean isPositive, double hours) {
        rows[count] = row;
        positive[count] = isPositive;
        delayHours[count] = hours;
        count++;
    }

    int count() {
        return count;
    }

    /** Samples of the batch, {@code [count]}. */
    int[] rows() {
        return rows;
    }

    boolean positive(int i) {
        return positive[i];
    }

    /** Delay of a positive, in hours. */
    double delayHours(int i) {
        return delayHours[i];
    }

    void weigh(int i, double weightOfPositive, double weightOfNegative) {
        positiveWeight[i] = weightOfPositive;
        negativeWeight[i] = weightOfNegative;
    }

    double positiveWeight(int i) {
        return positiveWeight[i];
    }

    double negativeWeight(int i) {
        return negativeWeight[i];
    }
}

package io.afterclick.learn.reader;

import java.util.Arrays;

/**
 * A batch of value samples: purchases as they happen, and ground truth at the close. Values are in major currency units,
 * elapsed times are shares of the attribution window in [0, 1]. Cleared and filled again for each batch; grows and stays.
 */
public final class GmvBatch {

    private long[][] keys = new long[0][];
    private boolean[] closed = new boolean[0];
    private float[] elapsed = new float[0];
    private int[] count = new int[0];
    private float[] value = new float[0];
    private float[] previousElapsed = new float[0];
    private int[] previousCount = new int[0];
    private float[] previousValue = new float[0];
    private int size;

    public void clear() {
        size = 0;
    }

    /**
     * Adds a sample.
     *
     * @param rowKeys {@code [fields]}, not copied
     * @param isClosed whether this is the ground truth
     * @param nowElapsed of the sample's state; 1 at the close
     * @param nowCount purchases so far; at the close all of them
     * @param nowValue their sum
     * @param lastElapsed of the state before; at the close that of the last purchase
     */
    public void add(
            long[] rowKeys,
            boolean isClosed,
            float nowElapsed,
            int nowCount,
            float nowValue,
            float lastElapsed,
            int lastCount,
            float lastValue) {
        if (size == closed.length) {
            grow(Math.max(64, 2 * size));
        }
        keys[size] = rowKeys;
        closed[size] = isClosed;
        elapsed[size] = nowElapsed;
        count[size] = nowCount;
        value[size] = nowValue;
        previousElapsed[size] = lastElapsed;
        previousCount[size] = lastCount;
        previousValue[size] = lastValue;
        size++;
    }

    private void grow(int capacity) {
        keys = Arrays.copyOf(keys, capacity);
        closed = Arrays.copyOf(closed, capacity);
        elapsed = Arrays.copyOf(elapsed, capacity);
        count = Arrays.copyOf(count, capacity);
        value = Arrays.copyOf(value, capacity);
        previousElapsed = Arrays.copyOf(previousElapsed, capacity);
        previousCount = Arrays.copyOf(previousCount, capacity);
        previousValue = Arrays.copyOf(previousValue, capacity);
    }

    public int size() {
        return size;
    }

    long[][] keys() {
        return keys;
    }

    boolean closed(int i) {
        return closed[i];
    }

    float elapsed(int i) {
        return elapsed[i];
    }

    int count(int i) {
        return count[i];
    }

    float value(int i) {
        return value[i];
    }

    float previousElapsed(int i) {
        return previousElapsed[i];
    }

    int previousCount(int i) {
        return previousCount[i];
    }

    float previousValue(int i) {
        return previousValue[i];
    }
}

package io.afterclick.learn.reader;

import java.util.Arrays;

/**
 * A batch of purchases whose clicks are closed, for pretraining: the state at the purchase and what became of the click. Values
 * are in major currency units. Cleared and filled again for each batch; grows and stays.
 */
public final class SettledBatch {

    private long[][] keys = new long[0][];
    private float[] elapsed = new float[0];
    private int[] count = new int[0];
    private float[] value = new float[0];
    private boolean[] repurchased = new boolean[0];
    private float[] finalValue = new float[0];
    private int size;

    public void clear() {
        size = 0;
    }

    /**
     * Adds a sample.
     *
     * @param rowKeys {@code [fields]}, not copied
     * @param elapsedShare of the window at the purchase, in [0, 1]; only the calibrator looks at it, as at the next two
     * @param purchases at that time
     * @param partialValue their sum
     * @param finalCount purchases at the close
     * @param trueValue sum at the close
     */
    public void add(
            long[] rowKeys, float elapsedShare, int purchases, float partialValue, int finalCount, float trueValue) {
        if (size == count.length) {
            grow(Math.max(64, 2 * size));
        }
        keys[size] = rowKeys;
        elapsed[size] = elapsedShare;
        count[size] = purchases;
        value[size] = partialValue;
        repurchased[size] = finalCount > 1;
        finalValue[size] = trueValue;
        size++;
    }

    /** Adds all samples of another batch, which stays as it is. */
    void addAll(SettledBatch other) {
        for (int i = 0; i < other.size; i++) {
            add(
                    other.keys[i],
                    other.elapsed[i],
                    other.count[i],
                    other.value[i],
                    other.repurchased[i] ? 2 : 1,
                    other.finalValue[i]);
        }
    }

    private void grow(int capacity) {
        keys = Arrays.copyOf(keys, capacity);
        elapsed = Arrays.copyOf(elapsed, capacity);
        count = Arrays.copyOf(count, capacity);
        value = Arrays.copyOf(value, capacity);
        repurchased = Arrays.copyOf(repurchased, capacity);
        finalValue = Arrays.copyOf(finalValue, capacity);
    }

    public int size() {
        return size;
    }

    long[][] keys() {
        return keys;
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

    boolean repurchased(int i) {
        return repurchased[i];
    }

    float finalValue(int i) {
        return finalValue[i];
    }
}

package io.afterclick.learn.tesla;

/**
 * Samples of one training step, in order. Reused: {@link #clear}, then {@link #add}.
 */
public final class TeslaBatch {

    private final long[][] keys;
    private final boolean[] refundStage;
    private final boolean[] positive;
    private final double[] delayHours;
    private int size;

    /** @param capacity samples at most */
    public TeslaBatch(int fields, int capacity) {
        this.keys = new long[capacity][fields];
        this.refundStage = new boolean[capacity];
        this.positive = new boolean[capacity];
        this.delayHours = new double[capacity];
    }

    public void clear() {
        size = 0;
    }

    /**
     * Adds a sample.
     *
     * @param refundTask false for CVR, true for RFR
     * @param label of the sample's own task
     * @param hours delay of a positive sample: purchase minus click, or refund minus purchase; else ignored
     * @return row keys to be written, {@code [fields]}
     */
    public long[] add(boolean refundTask, boolean label, double hours) {
        refundStage[size] = refundTask;
        positive[size] = label;
        delayHours[size] = hours;
        return keys[size++];
    }

    public int size() {
        return size;
    }

    public int capacity() {
        return keys.length;
    }

    long[][] keys() {
        return keys;
    }

    /** Fills the stage of one task. */
    void fill(Stage stage, boolean refundTask) {
        stage.clear(keys.length);
        for (int i = 0; i < size; i++) {
            if (refundStage[i] == refundTask) {
                stage.add(i, positive[i], delayHours[i]);
            }
        }
    }
}

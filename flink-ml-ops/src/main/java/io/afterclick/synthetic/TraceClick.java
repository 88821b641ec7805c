package io.afterclick.synthetic;

/** A click with its purchases in time order, reused from row to row. Times are milliseconds since day 0. */
final class TraceClick {

    /** No click has more purchases. */
    static final int MOST_PURCHASES = 12;

    final int[] ids = new int[Fields.COUNT];
    final long[] purchaseTimes = new long[MOST_PURCHASES];

    /** Of each purchase, in hundredths of the major currency unit. */
    final long[] cents = new long[MOST_PURCHASES];

    long time;
    int purchases;

    /** Log-odds of a second purchase. */
    double repurchaseLogit;

    /** What the features say about the logarithm of the GMV, given whether there is a second purchase. */
    double expectedLogValue;

    boolean repurchased() {
        return purchases > 1;
    }

    long totalCents() {
        long total = 0;
        for (int i = 0; i < purchases; i++) {
            total += cents[i];
        }
        return total;
    }
}

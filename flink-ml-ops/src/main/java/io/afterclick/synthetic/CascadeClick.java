package io.afterclick.synthetic;

/** A click with what follows it, reused from row to row. Times are milliseconds since day 0. */
final class CascadeClick {

    /** Time of what never happens. */
    static final long NEVER = -1;

    final int[] ids = new int[Fields.COUNT];
    long time;

    /** Log-odds of the conversion. */
    double conversionLogit;

    /** Log-odds of the conversion's refund; only set if there is a conversion. */
    double refundLogit;

    /** The planted score behind the refund; only set if there is a conversion. */
    double refundScore;

    long purchaseTime;
    long refundTime;

    boolean converted() {
        return purchaseTime != NEVER;
    }

    boolean refunded() {
        return refundTime != NEVER;
    }
}

package io.afterclick.journey;

/** What a sample trains, in the order in which samples of equal delivery time are trained. */
public enum SampleTask {
    /** Conversion rate. */
    CVR,
    /** Refund rate of conversions. */
    RFR,
    /** GMV so far, at a purchase. */
    GMV_PURCHASE,
    /** Final GMV, at the close of attribution. */
    GMV_GROUND_TRUTH,
    /** Complete labels of net conversion in one row. */
    NET_CONVERSION
}

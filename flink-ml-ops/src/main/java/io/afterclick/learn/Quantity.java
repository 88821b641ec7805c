package io.afterclick.learn;

/** What a model can say of a click. */
public enum Quantity {
    /** Probability of a purchase. */
    CVR,
    /** Probability of a refund given a purchase. */
    RFR,
    /** Probability of a purchase that is kept: {@code CVR · (1 - RFR)}. */
    NETCVR,
    /** Expected value of the purchases, in major currency units. */
    GMV
}

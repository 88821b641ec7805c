package io.afterclick.journey;

/** The seven ways in which a click can end, as to net conversion; i = immediate, d = delayed, n = never. */
public enum Trajectory {
    N_CONV("nConv", false, false),
    I_CONV("iConv", true, false),
    D_CONV("dConv", true, false),
    I_CONV_I_REFUND("iConv-iRefund", true, true),
    I_CONV_D_REFUND("iConv-dRefund", true, true),
    D_CONV_I_REFUND("dConv-iRefund", true, true),
    D_CONV_D_REFUND("dConv-dRefund", true, true);

    private final String label;
    private final boolean paid;
    private final boolean refunded;

    Trajectory(String label, boolean paid, boolean refunded) {
        this.label = label;
        this.paid = paid;
        this.refunded = refunded;
    }

    /** As the papers write it. */
    public String label() {
        return label;
    }

    public boolean paid() {
        return paid;
    }

    public boolean refunded() {
        return refunded;
    }

    /** Whether the purchase came within the conversion observation window. */
    public boolean paidImmediately() {
        return this == I_CONV || this == I_CONV_I_REFUND || this == I_CONV_D_REFUND;
    }

    /** Whether the refund came within the refund observation window. */
    public boolean refundedImmediately() {
        return this == I_CONV_I_REFUND || this == D_CONV_I_REFUND;
    }

    static Trajectory converted(boolean immediately) {
        return immediately ? I_CONV : D_CONV;
    }

    static Trajectory refunded(boolean immediateConversion, boolean immediateRefund) {
        if (immediateConversion) {
            return immediateRefund ? I_CONV_I_REFUND : I_CONV_D_REFUND;
        }
        return immediateRefund ? D_CONV_I_REFUND : D_CONV_D_REFUND;
    }
}

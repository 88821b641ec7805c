package io.afterclick.intake;

/**
 * Decides what is late: a property of the input alone. A record is late if its time is more than the allowed disorder
 * below the greatest valid time read before it; only records that are taken move that maximum.
 */
public final class LateGate {

    /** The maximum before anything was read. */
    public static final long NOTHING_YET = Long.MIN_VALUE;

    private final long outOfOrderness;
    private long maximum;

    /**
     * @param outOfOrderness allowed disorder in milliseconds
     * @param maximum greatest time read so far, or {@link #NOTHING_YET}
     */
    public LateGate(long outOfOrderness, long maximum) {
        if (outOfOrderness < 0) {
            throw new IllegalArgumentException(
                    "allowed out-of-orderness: expected 0 ms or more, found " + outOfOrderness + " ms");
        }
        this.outOfOrderness = outOfOrderness;
        this.maximum = maximum;
    }

    /** Whether a record of this time is in time; if so the maximum has moved. */
    public boolean admit(long time) {
        if (time < bound()) {
            return false;
        }
        maximum = Math.max(maximum, time);
        return true;
    }

    /** Greatest time admitted, or {@link #NOTHING_YET}. */
    public long maximum() {
        return maximum;
    }

    /** No record up to and including this time can still be admitted; {@link Long#MIN_VALUE} before anything was read. */
    public long watermark() {
        long bound = bound();
        return bound == Long.MIN_VALUE ? Long.MIN_VALUE : bound - 1;
    }

    private long bound() {
        long bound = maximum - outOfOrderness;
        return bound > maximum ? Long.MIN_VALUE : bound;
    }
}

package io.afterclick.job.record;

import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivered.NetOutcome;
import io.afterclick.journey.Delivered.Outcome;

/** What came of a click, as far as predictions are measured against it. */
public sealed interface Truth {

    /** False if the input ended before it was decided: such a truth is counted and enters no metric. */
    boolean complete();

    /**
     * Of net conversion.
     *
     * @param refunded whether the purchase was refunded in time
     */
    record Net(boolean paid, boolean refunded, boolean complete) implements Truth {}

    /**
     * Of GMV.
     *
     * @param purchases that were attributed
     * @param grossMicros sum of their amounts, in micro units
     */
    record Gmv(int purchases, long grossMicros, boolean complete) implements Truth {}

    /** Reads it off an outcome. */
    static Truth of(SettledOutcome settled) {
        Outcome outcome = settled.outcome();
        if (outcome instanceof NetOutcome net) {
            return new Net(net.trajectory().paid(), net.trajectory().refunded(), settled.complete());
        }
        if (outcome instanceof GmvOutcome gmv) {
            return new Gmv(gmv.count(), gmv.grossMicros(), settled.complete());
        }
        throw new IllegalArgumentException("Outcome: expected one of net conversion or of GMV, found " + outcome);
    }
}

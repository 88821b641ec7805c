package io.afterclick.synthetic;

import java.util.Comparator;

/**
 * A purchase or refund that waits for its time.
 *
 * @param time milliseconds since day 0
 * @param id its own number, in the order of drawing, which breaks ties
 * @param purchaseId of a refund: the purchase; of a purchase: its own number
 */
record Follower(long time, long id, long purchaseId, long clickId, long cents, Fate fate) {

    static final Comparator<Follower> BY_TIME =
            Comparator.comparingLong(Follower::time).thenComparingLong(Follower::id);
}

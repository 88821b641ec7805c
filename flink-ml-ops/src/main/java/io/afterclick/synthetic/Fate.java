package io.afterclick.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one record and of those that refer to it: a purchase counts only if its click does, a refund only if its
 * purchase does. A record may be written before the one it refers to, if that was moved; then it waits.
 */
final class Fate {

    private enum State {
        OPEN,
        ACCEPTED,
        REJECTED
    }

    private final Ledger ledger;
    private final @Nullable Fate cause;
    private final List<Fate> waiting = new ArrayList<>(0);
    private State state = State.OPEN;
    private boolean doomed;

    private Fate(Ledger ledger, @Nullable Fate cause) {
        this.ledger = ledger;
        this.cause = cause;
    }

    /** Of a click. */
    static Fate of(Ledger ledger) {
        return new Fate(ledger, null);
    }

    /** Of a record that refers to this one. */
    Fate follower() {
        return new Fate(ledger, this);
    }

    /** It was decided that this record shall not survive; known before it is written. */
    void doom() {
        doomed = true;
    }

    /** Whether what this refers to is meant to survive. */
    boolean hasSoundCause() {
        return cause == null || !cause.doomed && cause.hasSoundCause();
    }

    /** Written, and set aside for a reason of its own. */
    void reject(DeadLetter reason) {
        ledger.dead(reason, 1);
        settle(State.REJECTED);
    }

    /** Written, and sound in itself: now it depends on what it refers to. */
    void pass() {
        if (cause == null || cause.state == State.ACCEPTED) {
            ledger.applied(1);
            settle(State.ACCEPTED);
        } else if (cause.state == State.REJECTED) {
            reject(DeadLetter.UNMATCHED);
        } else {
            cause.waiting.add(this);
        }
    }

    private void settle(State settled) {
        state = settled;
        waiting.forEach(Fate::pass);
        waiting.clear();
    }
}

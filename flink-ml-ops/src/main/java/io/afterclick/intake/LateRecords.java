package io.afterclick.intake;

/** What becomes of records that come later than the allowed disorder. */
public enum LateRecords {
    /** They change nothing. */
    DEAD_LETTER,
    /**
     * Purchases and refunds count as if they were made at the earliest time that is not late, while their click is open; clicks are
     * refused. What is learned then depends on when they arrive.
     */
    APPLY;

    /** As settings name it. */
    @Override
    public String toString() {
        return this == APPLY ? "apply" : "dead-letter";
    }
}

package io.afterclick.synthetic;

/** What can be done to a record. */
enum Damage {
    OUT_OF_ORDER("outOfOrder"),
    DUPLICATES("duplicates"),
    UNMATCHED("unmatched"),
    LATE("late"),
    MALFORMED("malformed"),
    /** Last, so that the other draws of a seed stay as they were. */
    NOT_FINITE("notFinite");

    private final String label;

    Damage(String label) {
        this.label = label;
    }

    /** As the ledger writes it. */
    String label() {
        return label;
    }
}

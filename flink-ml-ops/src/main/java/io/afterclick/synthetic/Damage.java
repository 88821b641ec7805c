package io.afterclick.synthetic;

/** What can be done to a record. */
enum Damage {
    OUT_OF_ORDER("outOfOrder"),
    DUPLICATES("duplicates"),
    UNMATCHED("unmatched"),
    LATE("late"),
    MALFORMED("malformed");

    private final String label;

    Damage(String label) {
        this.label = label;
    }

    /** As the ledger writes it. */
    String label() {
        return label;
    }
}

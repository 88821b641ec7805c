package io.afterclick.synthetic;

/** Why a reader has to set a record aside, first that holds. */
enum DeadLetter {
    MALFORMED,
    INVALID,
    LATE,
    DUPLICATE,
    UNMATCHED
}

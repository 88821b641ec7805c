package io.afterclick.event;

/** Why a record became a dead letter; where several hold, the first counts. */
public enum RefusalReason {
    /** It cannot be parsed. */
    MALFORMED,
    /** It can be parsed but breaks a rule: no id, no amount, or a time that cannot be. */
    INVALID,
    /** Its time lies further below the greatest time read before it than the allowed disorder. */
    LATE,
    /** Its id was seen before for that click. */
    DUPLICATE,
    /** There is no open click or purchase for it. */
    UNMATCHED
}

package io.afterclick.journey;

/** What became of an event that was offered to a journey. */
public enum Verdict {
    /** It is part of the journey now. */
    APPLIED,
    /** In order, but its window is over: no error, and it changes no label. */
    OUT_OF_ATTRIBUTION,
    /** Its id was seen before. */
    DUPLICATE,
    /** The purchase that it refers to is not known. */
    UNMATCHED
}

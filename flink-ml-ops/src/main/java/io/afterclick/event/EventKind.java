package io.afterclick.event;

import java.util.Locale;

/** The three kinds of events, in the order in which they count when their times are equal. */
public enum EventKind {
    CLICK,
    PURCHASE,
    REFUND;

    /** Plural lower-case name, as files, topics and counts use it. */
    public String plural() {
        return name().toLowerCase(Locale.ROOT) + "s";
    }
}

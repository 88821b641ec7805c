package io.afterclick.synthetic;

import java.util.Locale;

/** What a synthetic log looks like. */
public enum Profile {
    /** Conversions and refunds in the official CASCADE format, one row per click (TESLA paper, WWW 2026). */
    CASCADE,
    /** Purchases in the official TRACE format, one row per click, each with at least one purchase (READER paper, WWW 2026). */
    TRACE,
    /** Clicks, purchases and refunds with ids and amounts, one CSV file each. */
    EVENTS;

    /** Lower-case name, as commands and reports use it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.afterclick.journey;

/** Instants and durations by name, in milliseconds. */
final class Moments {

    static final long SECOND = 1_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    /** 2025-05-10T12:00:00Z. */
    static final long CLICKED = 1_746_878_400_000L;

    private Moments() {}
}

package io.afterclick.trial;

import io.afterclick.journey.Delivered.Life;
import io.afterclick.learn.SettledClick;

/**
 * A click's complete label, and when it was known.
 *
 * @param knownAt in milliseconds
 */
public record Settled(SettledClick click, long knownAt) {

    /** A click that is settled once all labels that were followed are known. */
    public static Settled of(Life life) {
        return of(life, Math.max(life.netKnownAt(), life.gmvKnownAt()));
    }

    /** A click that is settled once what it became as to one task is known. */
    public static Settled of(Life life, long knownAt) {
        return new Settled(new SettledClick(life.click(), life.trajectory(), life.purchases()), knownAt);
    }
}

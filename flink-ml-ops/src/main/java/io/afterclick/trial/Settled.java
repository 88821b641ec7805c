package io.afterclick.trial;

import io.afterclick.learn.SettledClick;

/**
 * A click's complete label, and when it was known.
 *
 * @param knownAt in milliseconds
 */
public record Settled(SettledClick click, long knownAt) {}

package io.afterclick.job.record;

import io.afterclick.journey.Delivered.Outcome;

/**
 * An outcome as the job gives it away.
 *
 * @param complete false if the input ended before the outcome was decided, so that something may be missing
 */
public record SettledOutcome(Outcome outcome, boolean complete) {}

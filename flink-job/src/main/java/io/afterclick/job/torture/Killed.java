package io.afterclick.job.torture;

/**
 * A kill that was done.
 *
 * @param moment what was under way: nothing in particular if the one that was planned did not come
 * @param restarts how often the job began anew until all its tasks ran again
 * @param recoverySeconds from the kill until all tasks ran again, or the job had ended
 */
public record Killed(int round, Victim victim, Moment moment, long restarts, double recoverySeconds) {}

package io.afterclick.job.torture;

/**
 * A kill that is to come.
 *
 * @param afterMillis how long the job runs before it, from when it last began to run
 * @param withinMillis how long a savepoint has been under way
 * @param choice which of several processes, by its place
 * @param downMillis how long until the killed processes are started again
 */
record Kill(Victim victim, Moment moment, long afterMillis, long withinMillis, int choice, long downMillis) {}

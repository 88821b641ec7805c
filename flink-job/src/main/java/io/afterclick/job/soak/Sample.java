package io.afterclick.job.soak;

import java.util.Map;

/**
 * How a job and its cluster stood at one moment.
 *
 * @param seconds since the job ran
 * @param recordsRead by its sources so far
 * @param stateBytes that the last checkpoint which was completed refers to; 0 before the first
 * @param residentBytes memory of each process, by its name
 */
record Sample(double seconds, long recordsRead, long stateBytes, Map<String, Long> residentBytes) {}

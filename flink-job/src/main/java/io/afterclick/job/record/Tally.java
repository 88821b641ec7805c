package io.afterclick.job.record;

import java.util.Map;

/**
 * Counts by name, as one operator instance made them.
 *
 * @param counts not to be changed
 */
public record Tally(Map<String, Long> counts) {}

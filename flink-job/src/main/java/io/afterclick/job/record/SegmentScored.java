package io.afterclick.job.record;

/**
 * All clicks of a segment were scored by a variant.
 *
 * @param start of the segment, in milliseconds
 * @param end the instant behind its last
 * @param clicks that were scored
 */
public record SegmentScored(String variant, long segment, long start, long end, long clicks) {}

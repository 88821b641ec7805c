package io.afterclick.job.record;

/**
 * A variant has scored all clicks of a segment; sent after the last of these predictions, and for a segment without clicks.
 *
 * @param segment from the stream's start
 * @param start first instant of the segment, in milliseconds
 * @param end first instant after the segment, in milliseconds
 * @param clicks that were scored
 */
public record SegmentScored(String variant, long segment, long start, long end, long clicks) {}

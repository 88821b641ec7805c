package io.afterclick.job.record;

/**
 * A source has been read to its end; sent to every journey operator before the last watermark.
 *
 * @param time greatest event time of the source in milliseconds, or {@link Long#MIN_VALUE} if it held none
 */
public record LogEnd(long time) {}

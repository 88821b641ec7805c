package io.afterclick.event;

/**
 * A record as it came. One record may hold several events: an official file's row carries a click with its future.
 *
 * @param bytes not to be changed
 */
public record RawRecord(Origin origin, byte[] bytes) {}

package io.afterclick.job.record;

import io.afterclick.journey.Delivered;

/**
 * Something that a journey gave away, on its way to a variant.
 *
 * @param variant the key
 */
public record Routed(String variant, Delivered delivered) {}

package io.afterclick.snapshot;

/**
 * Where a tensor's values are in a file.
 *
 * @param begin first byte, counted from the end of the header
 * @param end one after the last byte, counted likewise
 */
record TensorPlace(TensorSpec spec, long begin, long end) {}

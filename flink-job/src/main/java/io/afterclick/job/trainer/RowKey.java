package io.afterclick.job.trainer;

/**
 * Which embedding row of a variant.
 *
 * @param field place of the feature
 * @param key of the row within its field
 */
record RowKey(int field, long key) {}

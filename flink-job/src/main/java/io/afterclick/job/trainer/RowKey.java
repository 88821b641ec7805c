package io.afterclick.job.trainer;

/**
 * Which embedding row of a variant.
 *
 * @param field place of the feature
 * @param key of the row within its field
 */
record RowKey(int field, long key) implements Comparable<RowKey> {

    /** By field, then by key as an unsigned number. */
    @Override
    public int compareTo(RowKey other) {
        int byField = Integer.compare(field, other.field);
        return byField == 0 ? Long.compareUnsigned(key, other.key) : byField;
    }
}

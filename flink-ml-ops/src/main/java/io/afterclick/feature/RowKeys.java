package io.afterclick.feature;

/** How a value becomes the key of a row of its field's table. */
public enum RowKeys {
    /** The value is the row's number, as in the processed official files. */
    IDENTITY,
    /** The value's fingerprint falls into one of the field's buckets; values may share one. */
    BUCKETS,
    /** The value's whole fingerprint, unsigned; a row exists once it was touched. */
    COLLISIONLESS
}

package io.afterclick.feature;

import java.io.Serializable;

/**
 * A categorical feature.
 *
 * @param buckets rows of its table; {@link #UNBOUNDED} if rows are known by whole fingerprints
 */
public record FieldSpec(String name, long buckets) implements Serializable {

    public static final long UNBOUNDED = 0;

    public FieldSpec {
        if (name.isEmpty() || buckets < UNBOUNDED) {
            throw new IllegalArgumentException(
                    "Expected a field with a name and 0 or more buckets, found \"" + name + "\" with " + buckets);
        }
    }
}

package io.afterclick.feature;

import io.afterclick.event.Features;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The features of a click, in order, and how their values become rows.
 *
 * @param fields names unique
 */
public record FeatureSpace(List<FieldSpec> fields, RowKeys keys) implements Serializable {

    private static final byte END = 0;
    private static final int EXCERPT = 40;

    public FeatureSpace {
        fields = List.copyOf(fields);
        Set<String> names = new HashSet<>();
        for (FieldSpec field : fields) {
            if (!names.add(field.name())) {
                throw new IllegalArgumentException(
                        "Expected fields of different names, found " + field.name() + " twice");
            }
            if ((field.buckets() == FieldSpec.UNBOUNDED) != (keys == RowKeys.COLLISIONLESS)) {
                throw new IllegalArgumentException("field " + field.name() + ": expected "
                        + (keys == RowKeys.COLLISIONLESS ? "no buckets" : "1 bucket or more") + " for " + keys
                        + ", found " + field.buckets());
            }
        }
    }

    /** A space of given names, each with as many buckets. */
    public static FeatureSpace hashed(List<String> names, long buckets) {
        return new FeatureSpace(
                names.stream().map(name -> new FieldSpec(name, buckets)).toList(), RowKeys.BUCKETS);
    }

    /** A space of given names in which different values never share a row, but for equal fingerprints. */
    public static FeatureSpace collisionless(List<String> names) {
        return new FeatureSpace(
                names.stream()
                        .map(name -> new FieldSpec(name, FieldSpec.UNBOUNDED))
                        .toList(),
                RowKeys.COLLISIONLESS);
    }

    /** Number of fields. */
    public int size() {
        return fields.size();
    }

    /** How many rows each field's table has, if values are row numbers themselves; none otherwise. */
    public List<Long> tables() {
        return keys == RowKeys.IDENTITY
                ? fields.stream().map(FieldSpec::buckets).toList()
                : List.of();
    }

    public List<String> names() {
        List<String> names = new ArrayList<>(fields.size());
        for (FieldSpec field : fields) {
            names.add(field.name());
        }
        return names;
    }

    /**
     * Writes the row keys of a click's features, [fields], to {@code target} from {@code offset} on; nothing else is touched,
     * and no text is made of the values.
     *
     * @throws FeatureRefusedException if there are more or fewer values than fields, or one is no row number where it should be
     */
    public void rows(Features features, long[] target, int offset) {
        byte[] packed = features.packed();
        int field = 0;
        int start = 0;
        for (int at = 0; at < packed.length; at++) {
            if (packed[at] == END) {
                if (field < fields.size()) {
                    target[offset + field] = row(fields.get(field), packed, start, at);
                }
                field++;
                start = at + 1;
            }
        }
        if (field != fields.size()) {
            throw new FeatureRefusedException("features: expected " + fields.size() + " values, found " + field);
        }
    }

    private long row(FieldSpec field, byte[] packed, int from, int to) {
        return switch (keys) {
            case IDENTITY -> rowNumber(field, packed, from, to);
            case BUCKETS -> FeatureHash.bucket(FeatureHash.fingerprint(packed, from, to), field.buckets());
            case COLLISIONLESS -> FeatureHash.fingerprint(packed, from, to);
        };
    }

    private static long rowNumber(FieldSpec field, byte[] packed, int from, int to) {
        long row = 0;
        for (int at = from; at < to; at++) {
            int digit = packed[at] - '0';
            if (digit < 0 || digit > 9) {
                throw refused(field, packed, from, to);
            }
            row = row * 10 + digit;
            if (row >= field.buckets()) {
                throw refused(field, packed, from, to);
            }
        }
        if (from == to) {
            throw refused(field, packed, from, to);
        }
        return row;
    }

    private static FeatureRefusedException refused(FieldSpec field, byte[] packed, int from, int to) {
        String found = new String(packed, from, Math.min(EXCERPT, to - from), StandardCharsets.UTF_8);
        return new FeatureRefusedException("feature " + field.name() + ": expected a row number below "
                + field.buckets() + ", found \"" + found.replaceAll("\\p{Cntrl}", "?") + "\"");
    }
}

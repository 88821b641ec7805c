package io.afterclick.ml;

import io.afterclick.event.Features;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.feature.FieldSpec;
import io.afterclick.feature.RowKeys;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/** Where the features of a click stand in a row. An absent value is an empty one, an absent array has none. */
final class FeatureColumns implements Serializable {

    private static final long serialVersionUID = 1;

    private final String table;
    private final List<String> columns;
    private final boolean together;

    private FeatureColumns(String table, List<String> columns, boolean together) {
        this.table = table;
        this.columns = columns;
        this.together = together;
    }

    /** @throws IllegalArgumentException if the table has no such columns, or they are of another type */
    static FeatureColumns of(FeatureParams<?> params, TableColumns table) {
        List<String> each = List.of(params.getFeatureCols());
        if (each.isEmpty()) {
            table.requireFeatures(params.getFeaturesCol());
            return new FeatureColumns(table.table(), List.of(params.getFeaturesCol()), true);
        }
        each.forEach(table::requireFeature);
        return new FeatureColumns(table.table(), each, false);
    }

    /** The features of a row. */
    Features read(Row row) {
        List<String> values = new ArrayList<>();
        if (together) {
            Object array = row.getField(columns.get(0));
            for (int i = 0; array != null && i < Array.getLength(array); i++) {
                values.add(text(Array.get(array, i)));
            }
        } else {
            for (String column : columns) {
                values.add(text(row.getField(column)));
            }
        }
        return Features.of(values);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /**
     * The space of these features.
     *
     * @param size number of features of a click
     * @throws IllegalArgumentException if the buckets are those of another number of features
     */
    FeatureSpace space(TrainingParams<?> params, int size) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            names.add(together ? columns.get(0) + "_" + i : columns.get(i));
        }
        RowKeys keys = Expected.constant(RowKeys.class, params.getRowKeys());
        if (keys == RowKeys.COLLISIONLESS) {
            return FeatureSpace.collisionless(names);
        }
        Long[] buckets = params.getBuckets();
        if (buckets.length != 1 && buckets.length != size) {
            throw new IllegalArgumentException("parameter buckets: expected one number or " + size
                    + ", one for each feature of " + table + ", found " + buckets.length);
        }
        List<FieldSpec> fields = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            fields.add(new FieldSpec(names.get(i), buckets[buckets.length == 1 ? 0 : i]));
        }
        return new FeatureSpace(fields, keys);
    }
}

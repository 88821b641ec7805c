package io.afterclick.model;

import io.afterclick.learn.EmbeddingTable;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.snapshot.TensorFileWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * Rows of a field as they would be if all of them were read now: copied one by one and caught up, in the order of their ids as
 * unsigned numbers, those included that only the table has from which this one goes on. Memory: 8 bytes a row.
 */
final class FieldRows {

    private final EmbeddingTable table;
    private final int field;
    private final long[] ids;
    private final float[][] row;

    private FieldRows(EmbeddingTable table, int field, long[] ids) {
        this.table = table;
        this.field = field;
        this.ids = ids;
        this.row = new float[1][table.rows().layout().width()];
    }

    static FieldRows all(EmbeddingTable table, int field) {
        long[] ids = table.rows().keys(field);
        flipSigns(ids);
        Arrays.sort(ids);
        flipSigns(ids);
        return new FieldRows(table, field, ids);
    }

    /** With another sign bit unsigned order is signed order. */
    private static void flipSigns(long[] ids) {
        for (int i = 0; i < ids.length; i++) {
            ids[i] ^= Long.MIN_VALUE;
        }
    }

    /** Those of which at least one set has taken a step: the others have nothing that an optimiser would know. */
    static FieldRows stepped(EmbeddingTable table, int field) {
        FieldRows all = all(table, field);
        long[] ids = new long[all.count()];
        int n = 0;
        for (int i = 0; i < all.count(); i++) {
            if (hasStepped(table.rows().layout(), all.stored(i))) {
                ids[n++] = all.ids[i];
            }
        }
        return new FieldRows(table, field, Arrays.copyOf(ids, n));
    }

    private static boolean hasStepped(RowLayout layout, float[] row) {
        for (int set = 0; set < layout.sets(); set++) {
            if (row[layout.steps(set)] != 0f) {
                return true;
            }
        }
        return false;
    }

    int count() {
        return ids.length;
    }

    /** Ascending as unsigned numbers; not to be changed. */
    long[] ids() {
        return ids;
    }

    /** A row, packed and caught up; only good until the next one. */
    float[] row(int i) {
        stored(i);
        table.optimiser().catchUp(row, 1);
        return row[0];
    }

    private float[] stored(int i) {
        table.rows().read(field, ids[i], row[0]);
        return row[0];
    }

    /** Appends {@code width} columns of every row to a tensor. */
    void append(TensorFileWriter writer, String name, int from, int width) throws IOException {
        for (int i = 0; i < count(); i++) {
            writer.append(name, row(i), from, from + width);
        }
    }
}

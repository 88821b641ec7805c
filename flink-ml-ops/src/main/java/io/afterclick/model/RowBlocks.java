package io.afterclick.model;

import io.afterclick.snapshot.SnapshotException;
import io.afterclick.snapshot.SnapshotReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of a field in a folder, some hundred at a time: ids, and columns of floats beside them. Refuses ids that do not ascend,
 * that differ between sets, or that are as many as no column has rows.
 */
final class RowBlocks {

    private static final int ROWS = 256;

    /**
     * @param name of a tensor of {@code [rows, width]} or, of width 1, {@code [rows]}
     * @param values of the block
     */
    private record Column(String name, int width, float[] values) {}

    private final SnapshotReader folder;
    private final List<String> idNames;
    private final List<Column> columns = new ArrayList<>();
    private final long rows;
    private final long[] ids = new long[ROWS];
    private final long[] others = new long[ROWS];
    private long first;
    private int count;
    private long last;

    /** @param idNames tensors of ids that must all be the same */
    RowBlocks(SnapshotReader folder, List<String> idNames) throws IOException {
        this.folder = folder;
        this.idNames = idNames;
        this.rows = folder.spec(idNames.get(0)).elements();
        for (String name : idNames) {
            requireRows(name);
        }
    }

    /** Adds a column, to be asked for by its place. */
    void column(String name, int width) throws IOException {
        requireRows(name);
        columns.add(new Column(name, width, new float[ROWS * width]));
    }

    private void requireRows(String name) throws IOException {
        long found = folder.spec(name).shape().get(0);
        if (found != rows) {
            throw new SnapshotException("tensor " + name + ": expected " + rows + " rows as in " + idNames.get(0)
                    + ", found " + found + " in " + folder.location());
        }
    }

    /** Reads the next block; returns whether there is one. */
    boolean next() throws IOException {
        first += count;
        count = (int) Math.min(ROWS, rows - first);
        if (count == 0) {
            return false;
        }
        folder.read(idNames.get(0), first, ids, 0, count);
        for (String name : idNames.subList(1, idNames.size())) {
            folder.read(name, first, others, 0, count);
            int at = Arrays.mismatch(ids, 0, count, others, 0, count);
            if (at >= 0) {
                throw refused(
                        name, at, "id " + Long.toUnsignedString(ids[at]) + " as in " + idNames.get(0), others[at]);
            }
        }
        requireAscending();
        for (Column column : columns) {
            folder.read(column.name(), first * column.width(), column.values(), 0, count * column.width());
        }
        return true;
    }

    private void requireAscending() throws SnapshotException {
        for (int i = 0; i < count; i++) {
            if (first + i > 0 && Long.compareUnsigned(ids[i], last) <= 0) {
                throw refused(idNames.get(0), i, "an id above " + Long.toUnsignedString(last), ids[i]);
            }
            last = ids[i];
        }
    }

    private SnapshotException refused(String name, int at, String expected, long found) {
        return new SnapshotException("tensor " + name + ": expected " + expected + ", found "
                + Long.toUnsignedString(found) + " as element " + (first + at) + " in " + folder.location());
    }

    /** Rows of this block. */
    int count() {
        return count;
    }

    long id(int i) {
        return ids[i];
    }

    /** Copies a row of a column. */
    void copy(int column, int i, float[] into, int at) {
        Column from = columns.get(column);
        System.arraycopy(from.values(), i * from.width(), into, at, from.width());
    }
}

package io.afterclick.metrics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Keys of many rows in one array, 8 bytes each. */
final class LongColumn {

    private long[] values = {};
    private int size;

    int size() {
        return size;
    }

    long get(int row) {
        return values[row];
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Growth.capacity(size, size + 1L));
        }
        values[size++] = value;
    }

    void addAll(LongColumn other) {
        int added = other.size;
        if (added > values.length - size) {
            values = Arrays.copyOf(values, Growth.capacity(size, (long) size + added));
        }
        System.arraycopy(other.values, 0, values, size, added);
        size += added;
    }

    /** Puts the given row first, and so on. */
    void arrange(int[] rows) {
        long[] arranged = new long[size];
        for (int row = 0; row < size; row++) {
            arranged[row] = values[rows[row]];
        }
        values = arranged;
    }

    /** Without the size, which the reader knows. */
    void write(DataOutput out) throws IOException {
        for (int row = 0; row < size; row++) {
            out.writeLong(values[row]);
        }
    }

    static LongColumn read(int size, DataInput in) throws IOException {
        LongColumn column = new LongColumn();
        for (int row = 0; row < size; row++) {
            column.add(in.readLong());
        }
        return column;
    }
}

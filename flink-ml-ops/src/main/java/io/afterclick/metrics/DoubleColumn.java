package io.afterclick.metrics;

import io.afterclick.event.Packing;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Numbers of many rows in one array, 8 bytes each. There is one zero and one NaN, so that numbers which are equal have equal
 * bits. Stored in 4 bytes each if that loses nothing, as with predictions in single precision.
 */
final class DoubleColumn {

    private double[] values = {};
    private int size;

    int size() {
        return size;
    }

    double get(int row) {
        return values[row];
    }

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Growth.capacity(size, size + 1L));
        }
        values[size++] = Double.isNaN(value) ? Double.NaN : value + 0.0;
    }

    void addAll(DoubleColumn other) {
        int added = other.size;
        if (added > values.length - size) {
            values = Arrays.copyOf(values, Growth.capacity(size, (long) size + added));
        }
        System.arraycopy(other.values, 0, values, size, added);
        size += added;
    }

    /** Ascending, NaN last. */
    void sort() {
        Arrays.sort(values, 0, size);
    }

    /** Puts the given row first, and so on. */
    void arrange(int[] rows) {
        double[] arranged = new double[size];
        for (int row = 0; row < size; row++) {
            arranged[row] = values[rows[row]];
        }
        values = arranged;
    }

    /** In the order of the rows. */
    double sum() {
        double sum = 0;
        for (int row = 0; row < size; row++) {
            sum += values[row];
        }
        return sum;
    }

    int notANumber() {
        int count = 0;
        for (int row = 0; row < size; row++) {
            count += Double.isNaN(values[row]) ? 1 : 0;
        }
        return count;
    }

    void write(DataOutput out) throws IOException {
        Packing.writeInt(size, out);
        boolean single = isSinglePrecision();
        out.writeBoolean(single);
        for (int row = 0; row < size; row++) {
            if (single) {
                out.writeFloat((float) values[row]);
            } else {
                out.writeDouble(values[row]);
            }
        }
    }

    /** Grows as it reads: a damaged length runs into the end of the bytes, not out of memory. */
    static DoubleColumn read(DataInput in) throws IOException {
        DoubleColumn column = new DoubleColumn();
        int size = Growth.readSize(in);
        boolean single = in.readBoolean();
        for (int row = 0; row < size; row++) {
            column.add(single ? in.readFloat() : in.readDouble());
        }
        return column;
    }

    private boolean isSinglePrecision() {
        for (int row = 0; row < size; row++) {
            if (Double.compare((float) values[row], values[row]) != 0) {
                return false;
            }
        }
        return true;
    }
}

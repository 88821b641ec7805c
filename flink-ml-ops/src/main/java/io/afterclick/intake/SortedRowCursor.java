package io.afterclick.intake;

import io.afterclick.event.Origin;
import io.afterclick.event.RawRecord;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.apache.avro.file.SeekableInput;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an official file in the order of their click times; rows of equal time keep the file's order. One pass
 * finds the order, a second one reads the rows from where they stand. Memory: 28 bytes a row in arrays that double, and
 * 8 to sort them; 64 bytes a row at most.
 */
final class SortedRowCursor implements RecordCursor {

    private final SeekableInput in;
    private final String file;
    private final Index index;
    private int rank;

    /** Where the rows stand, in order. */
    private static final class Index {
        private long[] times = new long[1024];
        private long[] offsets = new long[1024];
        private long[] lengths = new long[1024];
        private int[] lines = new int[1024];
        private int size;

        void add(long time, Origin origin) {
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
                offsets = Arrays.copyOf(offsets, 2 * size);
                lengths = Arrays.copyOf(lengths, 2 * size);
                lines = Arrays.copyOf(lines, 2 * size);
            }
            times[size] = time;
            offsets[size] = origin.offset();
            lengths[size] = origin.length();
            lines[size++] = Math.toIntExact(origin.line());
        }

        /** Ranks by time; a merge sort keeps the file's order among equals. */
        int[] order() {
            int[] order = new int[size];
            for (int i = 0; i < size; i++) {
                order[i] = i;
            }
            int[] spare = order.clone();
            mergeSort(spare, order, 0, size);
            return order;
        }

        private void mergeSort(int[] from, int[] to, int begin, int end) {
            if (end - begin < 2) {
                return;
            }
            int middle = (begin + end) >>> 1;
            mergeSort(to, from, begin, middle);
            mergeSort(to, from, middle, end);
            for (int i = begin, left = begin, right = middle; i < end; i++) {
                boolean takeLeft = left < middle && (right >= end || times[from[left]] <= times[from[right]]);
                to[i] = takeLeft ? from[left++] : from[right++];
            }
        }
    }

    private final int[] order;
    private final int longest;

    /** @param rows the whole file from its first row on; closed here */
    SortedRowCursor(
            RecordCursor rows,
            ToLongFunction<RawRecord> time,
            SeekableInput in,
            String file,
            int longest,
            FilePosition start)
            throws IOException {
        this.in = in;
        this.file = file;
        this.longest = longest;
        this.index = new Index();
        try (rows) {
            long last = Long.MIN_VALUE;
            for (RawRecord row = rows.next(); row != null; row = rows.next()) {
                long at = time.applyAsLong(row);
                // A row without a readable time stays behind the one before it.
                last = at == Long.MIN_VALUE ? last : at;
                index.add(last, row.origin());
            }
        }
        this.order = index.order();
        this.rank = Math.toIntExact(start.offset());
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        if (rank == order.length) {
            return null;
        }
        int row = order[rank++];
        byte[] bytes = new byte[(int) Math.min(longest, index.lengths[row])];
        in.seek(index.offsets[row]);
        int read = 0;
        while (read < bytes.length) {
            int more = in.read(bytes, read, bytes.length - read);
            if (more < 0) {
                throw new InputException(
                        file + ":" + index.lines[row] + ": expected the file to stay as it was, found its end");
            }
            read += more;
        }
        Origin origin = Origin.ofFile(file, index.lines[row], index.offsets[row], index.lengths[row]);
        return new RawRecord(origin, bytes);
    }

    @Override
    public FilePosition position() {
        return new FilePosition(rank, rank, 0);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

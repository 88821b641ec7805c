package io.afterclick.metrics;

/** Sorts rows by merging, in O(n log n), which leaves rows alike as they are and counts the pairs that change places. */
final class RowMerge {

    private final RowOrder order;
    private final int[] rows;
    private final int[] firstHalf;

    private RowMerge(RowOrder order, int[] rows) {
        this.order = order;
        this.rows = rows;
        this.firstHalf = new int[(rows.length + 1) / 2];
    }

    static int[] unsorted(int rows) {
        int[] unsorted = new int[rows];
        for (int row = 0; row < rows; row++) {
            unsorted[row] = row;
        }
        return unsorted;
    }

    /** The rows in this order. */
    static int[] sorted(int rows, RowOrder order) {
        int[] sorted = unsorted(rows);
        sort(sorted, order);
        return sorted;
    }

    /** @return the pairs of rows that changed places: of which the first came strictly after the second */
    static long sort(int[] rows, RowOrder order) {
        return new RowMerge(order, rows).sort(0, rows.length);
    }

    private long sort(int from, int to) {
        if (to - from < 2) {
            return 0;
        }
        int middle = (from + to) >>> 1;
        long exchanges = sort(from, middle) + sort(middle, to);
        return order.compare(rows[middle - 1], rows[middle]) <= 0 ? exchanges : exchanges + merge(from, middle, to);
    }

    /** A row of the second half that goes first changes places with every row that is left of the first half. */
    private long merge(int from, int middle, int to) {
        int firsts = middle - from;
        System.arraycopy(rows, from, firstHalf, 0, firsts);
        long exchanges = 0;
        int first = 0;
        int second = middle;
        int target = from;
        while (first < firsts && second < to) {
            if (order.compare(firstHalf[first], rows[second]) <= 0) {
                rows[target++] = firstHalf[first++];
            } else {
                exchanges += firsts - first;
                rows[target++] = rows[second++];
            }
        }
        System.arraycopy(firstHalf, first, rows, target, firsts - first);
        return exchanges;
    }
}

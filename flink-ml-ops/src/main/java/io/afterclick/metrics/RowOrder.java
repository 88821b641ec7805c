package io.afterclick.metrics;

/** An order of rows by what their columns hold. */
@FunctionalInterface
interface RowOrder {

    /** Negative if row {@code a} comes before row {@code b}, 0 if they are alike. */
    int compare(int a, int b);
}

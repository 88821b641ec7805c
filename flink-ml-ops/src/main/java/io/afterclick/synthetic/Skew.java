package io.afterclick.synthetic;

/**
 * A distribution over the ids 0 to size - 1 after Zipf and Mandelbrot, by inversion: frequency falls as
 * {@code (id + offset)^(1/power - 1)}. An id costs a few multiplications and no table.
 *
 * @param power 1 is uniform, 2 and more ever more skewed towards the first ids, negative numbers more still
 * @param offset how many ids share the top; 1 for Zipf's law
 * @param start {@code offset^(1/power)}
 * @param reach what is added to the start for the last id
 */
record Skew(int size, int power, int offset, double start, double reach) {

    static Skew over(int size, int power, int offset) {
        double start = Math.pow(offset, 1.0 / power);
        return new Skew(size, power, offset, start, Math.pow(size + (double) offset, 1.0 / power) - start);
    }

    /** The id at a place in (0, 1) of the cumulative distribution. */
    int id(double place) {
        double root = start + reach * place;
        double rank = root;
        for (int i = Math.abs(power); i > 1; i--) {
            rank *= root;
        }
        int id = (int) ((power > 0 ? rank : 1 / rank) - offset);
        return Math.max(0, Math.min(size - 1, id));
    }
}

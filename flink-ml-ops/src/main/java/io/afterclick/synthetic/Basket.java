package io.afterclick.synthetic;

/** How many purchases there are, and how a sum of money spreads over them. */
final class Basket {

    private static final double ANOTHER = 0.45;

    private Basket() {}

    /** Two purchases or more, up to {@link TraceClick#MOST_PURCHASES}. */
    static int several(Draws draws) {
        int purchases = 2;
        while (purchases < TraceClick.MOST_PURCHASES && draws.uniform() < ANOTHER) {
            purchases++;
        }
        return purchases;
    }

    /** Splits a total into random parts of at least one cent; the total is raised if it has too few cents. */
    static void split(long totalCents, long[] cents, int parts, Draws draws) {
        double sum = 0;
        double[] weights = new double[parts];
        for (int i = 0; i < parts; i++) {
            weights[i] = 0.25 - Math.log(draws.uniform());
            sum += weights[i];
        }
        long spare = Math.max(0, totalCents - parts);
        long left = spare;
        for (int i = 1; i < parts; i++) {
            long part = (long) (spare * (weights[i] / sum));
            cents[i] = 1 + part;
            left -= part;
        }
        cents[0] = 1 + left;
    }
}

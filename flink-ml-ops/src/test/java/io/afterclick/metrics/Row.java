package io.afterclick.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A prediction with all the labels that any family of metrics asks for. */
record Row(long user, double prediction, double label) {

    private static final double[] STRANGE = {
        -0.0, 0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 1, 2, -1
    };

    boolean converted() {
        return label > 0;
    }

    /** Rows with many ties: predictions and labels of a few levels each. */
    static List<Row> tied(long seed, int rows, int levels) {
        Random random = new Random(seed);
        List<Row> drawn = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            drawn.add(new Row(
                    random.nextInt(1 + rows / 8),
                    (float) (random.nextInt(levels) + 1) / (levels + 1),
                    random.nextInt(3) == 0 ? 1 + random.nextInt(levels) : 0));
        }
        return drawn;
    }

    /** Rows of full precision, so that a sum depends on its order, among them strange ones, if so wished. */
    static List<Row> rough(long seed, int rows, boolean strange) {
        Random random = new Random(seed);
        List<Row> drawn = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            double label = random.nextInt(3) * random.nextDouble() * 1000;
            boolean isStrange = strange && random.nextInt(5) == 0;
            double prediction = isStrange ? STRANGE[random.nextInt(STRANGE.length)] : random.nextDouble();
            drawn.add(new Row(random.nextInt(6) - 3, prediction, label));
        }
        return drawn;
    }

    static List<Row> shuffled(List<Row> rows, long seed) {
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }
}

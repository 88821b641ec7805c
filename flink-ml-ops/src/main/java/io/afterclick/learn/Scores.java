package io.afterclick.learn;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Predictions for some clicks, a column for each quantity. Reused: {@link #require}, then written anew. */
public final class Scores {

    private final Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);

    /** @param quantities that the model predicts */
    public Scores(Set<Quantity> quantities) {
        for (Quantity quantity : quantities) {
            columns.put(quantity, new double[0]);
        }
    }

    /** Makes room for {@code n} clicks; what was there is gone. */
    public void require(int n) {
        columns.replaceAll((quantity, column) -> column.length < n ? new double[n + n / 4] : column);
    }

    public Set<Quantity> quantities() {
        return columns.keySet();
    }

    /** {@code [n]} and more.
     *
     * @throws IllegalArgumentException if the model does not predict it
     */
    public double[] of(Quantity quantity) {
        double[] column = columns.get(quantity);
        if (column == null) {
            throw new IllegalArgumentException("expected one of " + columns.keySet() + ", found " + quantity);
        }
        return column;
    }
}

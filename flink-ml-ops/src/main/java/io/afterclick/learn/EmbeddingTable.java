package io.afterclick.learn;

import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.optimise.RowOptimiser;
import java.util.List;

/**
 * Packed embedding rows, and what their sets and fields are called.
 *
 * @param sets canonical names of the sets in a packed row, such as {@code cvr.embedding}
 * @param fields names of the features, in their order
 * @param optimiser of the rows: brings a copy of one up to the present
 */
public record EmbeddingTable(List<String> sets, List<String> fields, HeapRows rows, RowOptimiser optimiser) {

    public EmbeddingTable {
        sets = List.copyOf(sets);
        fields = List.copyOf(fields);
        int histories = optimiser.histories().size();
        if (sets.size() != rows.layout().sets() || fields.size() != rows.fields()) {
            throw new IllegalArgumentException(
                    "expected names of " + rows.layout().sets() + " sets and " + rows.fields() + " fields, found "
                            + sets + " and " + fields);
        }
        if (histories != 0 && histories != sets.size()) {
            throw new IllegalArgumentException(
                    "expected a history for each of " + sets.size() + " sets or none, found " + histories);
        }
    }

    /** Canonical name of a set's embeddings of a field: {@code cvr.embedding.<field>}. */
    public String name(int set, int field) {
        return sets.get(set) + "." + fields.get(field);
    }

    /** The format of its rows. */
    public RowFormat format() {
        return new RowFormat(sets, fields, rows.layout());
    }
}

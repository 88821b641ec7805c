package io.afterclick.learn;

import io.afterclick.learn.embedding.RowLayout;
import java.util.List;

/**
 * How embedding rows are packed, and what their sets and fields are called.
 *
 * @param sets canonical names of the sets in a packed row, such as {@code cvr.embedding}
 * @param fields names of the features, in their order
 */
public record RowFormat(List<String> sets, List<String> fields, RowLayout layout) {

    public RowFormat {
        sets = List.copyOf(sets);
        fields = List.copyOf(fields);
        if (sets.size() != layout.sets()) {
            throw new IllegalArgumentException("expected names of " + layout.sets() + " sets, found " + sets);
        }
    }

    /** Canonical name of a set's embeddings of a field: {@code cvr.embedding.<field>}. */
    public String name(int set, int field) {
        return sets.get(set) + "." + fields.get(field);
    }
}

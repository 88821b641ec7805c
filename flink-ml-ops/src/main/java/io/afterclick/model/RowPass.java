package io.afterclick.model;

import io.afterclick.learn.EmbeddingTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One pass over all rows of some tables, for all that is to be done with them: each is copied and caught up once, which for a deferred
 * row is most of the work. Rows of a field come in the order of their ids as unsigned numbers, those included that only the table
 * has from which this one goes on. Memory: 8 bytes for every row of one field.
 */
final class RowPass {

    private final Map<EmbeddingTable, List<RowUse>> uses = new LinkedHashMap<>();

    void add(EmbeddingTable table, RowUse use) {
        uses.computeIfAbsent(table, t -> new ArrayList<>()).add(use);
    }

    void run() throws IOException {
        for (Map.Entry<EmbeddingTable, List<RowUse>> table : uses.entrySet()) {
            for (int field = 0; field < table.getKey().fields().size(); field++) {
                run(table.getKey(), field, table.getValue());
            }
        }
    }

    private static void run(EmbeddingTable table, int field, List<RowUse> uses) throws IOException {
        float[][] row = new float[1][table.rows().layout().width()];
        for (long id : ascending(table.rows().keys(field))) {
            table.rows().read(field, id, row[0]);
            table.optimiser().catchUp(row, 1);
            for (RowUse use : uses) {
                use.row(field, id, row[0]);
            }
        }
    }

    private static long[] ascending(long[] ids) {
        flipSigns(ids);
        Arrays.sort(ids);
        flipSigns(ids);
        return ids;
    }

    /** With another sign bit unsigned order is signed order. */
    private static void flipSigns(long[] ids) {
        for (int i = 0; i < ids.length; i++) {
            ids[i] ^= Long.MIN_VALUE;
        }
    }
}

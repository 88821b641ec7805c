package io.afterclick.model;

import io.afterclick.learn.EmbeddingTable;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.snapshot.ParametersDigest;
import io.afterclick.snapshot.SnapshotReader;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Embeddings: for every set and field {@code <set>.<field>}, {@code [rows, dimension]}, and beside it {@code <set>.<field>.ids},
 * {@code [rows]}, ascending as unsigned numbers; the same for all sets of a packed row.
 */
record RowContents(EmbeddingTable table) implements Contents {

    static final String IDS = ".ids";

    @Override
    public List<TensorSpec> expected() {
        List<TensorSpec> specs = new ArrayList<>();
        int dimension = table.rows().layout().dimension();
        for (int field = 0; field < table.fields().size(); field++) {
            for (int set = 0; set < table.sets().size(); set++) {
                specs.add(TensorSpec.floats(table.name(set, field), TensorSpec.ANY, dimension));
                specs.add(TensorSpec.longs(table.name(set, field) + IDS, TensorSpec.ANY));
            }
        }
        return specs;
    }

    @Override
    public void digest(ParametersDigest digest) {
        RowLayout layout = table.rows().layout();
        for (int field = 0; field < table.fields().size(); field++) {
            FieldRows rows = FieldRows.all(table, field);
            for (int i = 0; i < rows.count(); i++) {
                float[] row = rows.row(i);
                for (int set = 0; set < layout.sets(); set++) {
                    int from = layout.embedding(set);
                    digest.addRow(table.name(set, field), rows.ids()[i], row, from, from + layout.dimension());
                }
            }
        }
    }

    @Override
    public void plan(TensorPlan plan) {
        RowLayout layout = table.rows().layout();
        for (int field = 0; field < table.fields().size(); field++) {
            FieldRows rows = FieldRows.all(table, field);
            for (int set = 0; set < layout.sets(); set++) {
                String name = table.name(set, field);
                int from = layout.embedding(set);
                plan.longs(name + IDS, rows.ids());
                plan.floats(
                        name,
                        List.of((long) rows.count(), (long) layout.dimension()),
                        writer -> rows.append(writer, name, from, layout.dimension()));
            }
        }
    }

    @Override
    public void load(SnapshotReader folder) throws IOException {
        RowLayout layout = table.rows().layout();
        float[] row = new float[layout.width()];
        for (int field = 0; field < table.fields().size(); field++) {
            List<String> names = new ArrayList<>();
            for (int set = 0; set < layout.sets(); set++) {
                names.add(table.name(set, field));
            }
            RowBlocks blocks =
                    new RowBlocks(folder, names.stream().map(name -> name + IDS).toList());
            for (String name : names) {
                blocks.column(name, layout.dimension());
            }
            while (blocks.next()) {
                for (int i = 0; i < blocks.count(); i++) {
                    Arrays.fill(row, 0f);
                    for (int set = 0; set < layout.sets(); set++) {
                        blocks.copy(set, i, row, layout.embedding(set));
                    }
                    table.rows().write(field, blocks.id(i), row);
                }
            }
        }
    }
}

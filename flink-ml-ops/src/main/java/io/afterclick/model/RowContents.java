package io.afterclick.model;

import io.afterclick.learn.EmbeddingTable;
import io.afterclick.learn.RowFormat;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.snapshot.ParametersDigest;
import io.afterclick.snapshot.SnapshotReader;
import io.afterclick.snapshot.TensorSink;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Embeddings: for every set and field {@code <set>.<field>}, {@code [rows, dimension]}, and beside it {@code <set>.<field>.ids},
 * {@code [rows]}, ascending as unsigned numbers; the same for all sets of a packed row.
 */
record RowContents(EmbeddingTable table) implements PackedContents {

    static final String IDS = ".ids";

    @Override
    public List<TensorSpec> specs(int field, long rows) {
        return specs(table.format(), field, rows);
    }

    static List<TensorSpec> specs(RowFormat format, int field, long rows) {
        List<TensorSpec> specs = new ArrayList<>();
        for (int set = 0; set < format.sets().size(); set++) {
            String name = format.name(set, field);
            specs.add(TensorSpec.floats(name, rows, format.layout().dimension()));
            specs.add(TensorSpec.longs(name + IDS, rows));
        }
        return specs;
    }

    @Override
    public long count(int field) {
        return table.rows().keys(field).length;
    }

    @Override
    public RowUse digesting(ParametersDigest digest) {
        return digesting(table.format(), digest);
    }

    static RowUse digesting(RowFormat format, ParametersDigest digest) {
        RowLayout layout = format.layout();
        return (field, id, row) -> {
            for (int set = 0; set < layout.sets(); set++) {
                int from = layout.embedding(set);
                digest.addRow(format.name(set, field), id, row, from, from + layout.dimension());
            }
        };
    }

    @Override
    public RowUse writing(TensorSink sink) {
        return writing(table.format(), sink);
    }

    static RowUse writing(RowFormat format, TensorSink sink) {
        RowLayout layout = format.layout();
        long[] one = new long[1];
        return (field, id, row) -> {
            one[0] = id;
            for (int set = 0; set < layout.sets(); set++) {
                String name = format.name(set, field);
                int from = layout.embedding(set);
                sink.append(name + IDS, one, 0, 1);
                sink.append(name, row, from, from + layout.dimension());
            }
        };
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

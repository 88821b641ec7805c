package io.afterclick.model;

import static io.afterclick.model.MomentContents.FIRST;
import static io.afterclick.model.MomentContents.PREFIX;
import static io.afterclick.model.MomentContents.SECOND;
import static io.afterclick.model.MomentContents.STEPS;

import io.afterclick.learn.EmbeddingTable;
import io.afterclick.learn.RowFormat;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.snapshot.ParametersDigest;
import io.afterclick.snapshot.SnapshotException;
import io.afterclick.snapshot.SnapshotReader;
import io.afterclick.snapshot.TensorSink;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * State of the rows' optimiser, for the rows that have taken a step: {@code optimiser.<set>.<field>.ids}, {@code .first_moment} and
 * {@code .second_moment}, {@code [rows, dimension]}, and {@code .steps}, {@code [rows]}. The steps of a deferred row are those of
 * its table up to which it is replayed; its table's are a {@link HistoryContents}.
 */
record RowMomentContents(EmbeddingTable table) implements PackedContents {

    private static final int COLUMNS = 3;

    private String name(int set, int field) {
        return PREFIX + table.name(set, field);
    }

    @Override
    public List<TensorSpec> specs(int field, long rows) {
        List<TensorSpec> specs = new ArrayList<>();
        int dimension = table.rows().layout().dimension();
        for (int set = 0; set < table.sets().size(); set++) {
            String name = name(set, field);
            specs.add(TensorSpec.longs(name + RowContents.IDS, rows));
            specs.add(TensorSpec.floats(name + FIRST, rows, dimension));
            specs.add(TensorSpec.floats(name + SECOND, rows, dimension));
            specs.add(TensorSpec.floats(name + STEPS, rows));
        }
        return specs;
    }

    @Override
    public long count(int field) {
        float[] row = new float[table.rows().layout().width()];
        long count = 0;
        for (long id : table.rows().keys(field)) {
            table.rows().read(field, id, row);
            count += hasStepped(table.rows().layout(), row) ? 1 : 0;
        }
        return count;
    }

    /** Whether an optimiser would know anything of it. */
    private static boolean hasStepped(RowLayout layout, float[] row) {
        for (int set = 0; set < layout.sets(); set++) {
            if (row[layout.steps(set)] != 0f) {
                return true;
            }
        }
        return false;
    }

    @Override
    public RowUse digesting(ParametersDigest digest) {
        return digesting(table.format(), digest);
    }

    static RowUse digesting(RowFormat format, ParametersDigest digest) {
        RowLayout layout = format.layout();
        int d = layout.dimension();
        float[] state = new float[2 * d + 1];
        return (field, id, row) -> {
            for (int set = 0; set < layout.sets() && hasStepped(layout, row); set++) {
                System.arraycopy(row, layout.firstMoment(set), state, 0, d);
                System.arraycopy(row, layout.secondMoment(set), state, d, d);
                state[2 * d] = row[layout.steps(set)];
                digest.addRow(PREFIX + format.name(set, field), id, state, 0, state.length);
            }
        };
    }

    @Override
    public RowUse writing(TensorSink sink) {
        RowLayout layout = table.rows().layout();
        long[] one = new long[1];
        return (field, id, row) -> {
            one[0] = id;
            for (int set = 0; set < layout.sets() && hasStepped(layout, row); set++) {
                String name = name(set, field);
                sink.append(name + RowContents.IDS, one, 0, 1);
                append(sink, name + FIRST, row, layout.firstMoment(set), layout.dimension());
                append(sink, name + SECOND, row, layout.secondMoment(set), layout.dimension());
                append(sink, name + STEPS, row, layout.steps(set), 1);
            }
        };
    }

    private static void append(TensorSink sink, String name, float[] row, int from, int width) throws IOException {
        sink.append(name, row, from, from + width);
    }

    @Override
    public void load(SnapshotReader folder) throws IOException {
        RowLayout layout = table.rows().layout();
        float[] row = new float[layout.width()];
        for (int field = 0; field < table.fields().size(); field++) {
            int before = table.rows().size(field);
            RowBlocks blocks = blocks(folder, field);
            while (blocks.next()) {
                for (int i = 0; i < blocks.count(); i++) {
                    table.rows().read(field, blocks.id(i), row);
                    for (int set = 0; set < layout.sets(); set++) {
                        blocks.copy(COLUMNS * set, i, row, layout.firstMoment(set));
                        blocks.copy(COLUMNS * set + 1, i, row, layout.secondMoment(set));
                        blocks.copy(COLUMNS * set + 2, i, row, layout.steps(set));
                    }
                    table.rows().write(field, blocks.id(i), row);
                }
            }
            int added = table.rows().size(field) - before;
            if (added > 0) {
                throw new SnapshotException("tensor " + name(0, field) + RowContents.IDS + ": expected ids of "
                        + table.name(0, field) + RowContents.IDS + ", found " + added + " others in "
                        + folder.location());
            }
        }
    }

    private RowBlocks blocks(SnapshotReader folder, int field) throws IOException {
        List<String> names = new ArrayList<>();
        for (int set = 0; set < table.sets().size(); set++) {
            names.add(name(set, field));
        }
        RowBlocks blocks = new RowBlocks(
                folder, names.stream().map(name -> name + RowContents.IDS).toList());
        for (String name : names) {
            blocks.column(name + FIRST, table.rows().layout().dimension());
            blocks.column(name + SECOND, table.rows().layout().dimension());
            blocks.column(name + STEPS, 1);
        }
        return blocks;
    }
}

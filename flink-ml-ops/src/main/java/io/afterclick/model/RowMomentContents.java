package io.afterclick.model;

import static io.afterclick.model.MomentContents.FIRST;
import static io.afterclick.model.MomentContents.PREFIX;
import static io.afterclick.model.MomentContents.SECOND;
import static io.afterclick.model.MomentContents.STEPS;

import io.afterclick.learn.EmbeddingTable;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.snapshot.ParametersDigest;
import io.afterclick.snapshot.SnapshotException;
import io.afterclick.snapshot.SnapshotReader;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * State of the rows' optimiser, for the rows that have taken a step: {@code optimiser.<set>.<field>.ids}, {@code .first_moment} and
 * {@code .second_moment}, {@code [rows, dimension]}, and {@code .steps}, {@code [rows]}. The steps of a deferred row are those of
 * its table up to which it is replayed; its table's are a {@link HistoryContents}.
 */
record RowMomentContents(EmbeddingTable table) implements Contents {

    private static final int COLUMNS = 3;

    private String name(int set, int field) {
        return PREFIX + table.name(set, field);
    }

    @Override
    public List<TensorSpec> expected() {
        List<TensorSpec> specs = new ArrayList<>();
        int dimension = table.rows().layout().dimension();
        for (int field = 0; field < table.fields().size(); field++) {
            for (int set = 0; set < table.sets().size(); set++) {
                String name = name(set, field);
                specs.add(TensorSpec.longs(name + RowContents.IDS, TensorSpec.ANY));
                specs.add(TensorSpec.floats(name + FIRST, TensorSpec.ANY, dimension));
                specs.add(TensorSpec.floats(name + SECOND, TensorSpec.ANY, dimension));
                specs.add(TensorSpec.floats(name + STEPS, TensorSpec.ANY));
            }
        }
        return specs;
    }

    @Override
    public void digest(ParametersDigest digest) {
        RowLayout layout = table.rows().layout();
        int d = layout.dimension();
        float[] state = new float[2 * d + 1];
        for (int field = 0; field < table.fields().size(); field++) {
            FieldRows rows = FieldRows.stepped(table, field);
            for (int i = 0; i < rows.count(); i++) {
                float[] row = rows.row(i);
                for (int set = 0; set < layout.sets(); set++) {
                    System.arraycopy(row, layout.firstMoment(set), state, 0, d);
                    System.arraycopy(row, layout.secondMoment(set), state, d, d);
                    state[2 * d] = row[layout.steps(set)];
                    digest.addRow(name(set, field), rows.ids()[i], state, 0, state.length);
                }
            }
        }
    }

    @Override
    public void plan(TensorPlan plan) {
        RowLayout layout = table.rows().layout();
        for (int field = 0; field < table.fields().size(); field++) {
            FieldRows rows = FieldRows.stepped(table, field);
            for (int set = 0; set < layout.sets(); set++) {
                String name = name(set, field);
                plan.longs(name + RowContents.IDS, rows.ids());
                columns(plan, name + FIRST, rows, layout.firstMoment(set), layout.dimension());
                columns(plan, name + SECOND, rows, layout.secondMoment(set), layout.dimension());
                int steps = layout.steps(set);
                plan.floats(
                        name + STEPS,
                        List.of((long) rows.count()),
                        writer -> rows.append(writer, name + STEPS, steps, 1));
            }
        }
    }

    private static void columns(TensorPlan plan, String name, FieldRows rows, int from, int width) {
        plan.floats(name, List.of((long) rows.count(), (long) width), writer -> rows.append(writer, name, from, width));
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

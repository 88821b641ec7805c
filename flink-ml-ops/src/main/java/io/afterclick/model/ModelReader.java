package io.afterclick.model;

import io.afterclick.learn.ModelPart;
import io.afterclick.learn.optimise.StepHistory;
import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.SnapshotException;
import io.afterclick.snapshot.SnapshotReader;
import io.afterclick.snapshot.TensorCheck;
import io.afterclick.snapshot.TensorSpec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Loads a model's folder into networks and tables that were made for it and never used. The folder may hold more parts than are
 * asked for. Kind, parts, names, shapes and finiteness are compared before anything is changed; after an error of the order of ids,
 * found later, the objects are of no use.
 */
public final class ModelReader implements Closeable {

    private final SnapshotReader folder;

    private ModelReader(SnapshotReader folder) {
        this.folder = folder;
    }

    /** Opens a folder after comparing all of its files with their digests. */
    public static ModelReader open(Path folder) throws IOException {
        return new ModelReader(SnapshotReader.open(folder));
    }

    /** Opens a folder whose files were compared before. */
    public static ModelReader openUnverified(Path folder) throws IOException {
        return new ModelReader(SnapshotReader.openUnverified(folder));
    }

    public Manifest manifest() {
        return folder.manifest();
    }

    /** Loads parameters; optimisers stay without history, which is how online training begins. */
    public void load(Model model) throws IOException {
        List<Contents> contents = parameters(model);
        check(model, contents, false);
        load(contents);
    }

    /** Loads parameters and optimisers, to train on as if training had never stopped. */
    public void loadWithOptimiser(Model model) throws IOException {
        if (manifest().optimiserSha256() == null) {
            throw new SnapshotException(folder.location() + ": expected a model with its optimisers, found one without "
                    + ModelContents.OPTIMISER_FILE);
        }
        List<Contents> contents = parameters(model);
        contents.addAll(ModelContents.moments(model));
        contents.addAll(ModelContents.rowMoments(model));
        check(model, contents, true);
        load(contents);
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    private static List<Contents> parameters(Model model) {
        List<Contents> contents = new ArrayList<>(ModelContents.dense(model));
        contents.addAll(ModelContents.rows(model));
        return contents;
    }

    private void load(List<Contents> contents) throws IOException {
        for (Contents each : contents) {
            each.load(folder);
        }
    }

    private void check(Model model, List<Contents> contents, boolean withOptimisers) throws IOException {
        requireUnused(model);
        boolean whole = FolderKind.require(manifest(), folder.location(), model);
        List<TensorSpec> expected = new ArrayList<>();
        contents.forEach(each -> expected.addAll(each.expected()));
        Set<String> names = expected.stream().map(TensorSpec::name).collect(Collectors.toSet());
        new TensorCheck(expected)
                .check(new SomeTensors(
                        folder,
                        name -> whole
                                ? withOptimisers || !name.startsWith(MomentContents.PREFIX)
                                : names.contains(name)));
    }

    private static void requireUnused(Model model) {
        for (ModelPart part : model.parts()) {
            int rows = part.table().rows().size();
            int steps = part.table().optimiser().histories().stream()
                    .mapToInt(StepHistory::steps)
                    .sum();
            if (rows != 0 || steps != 0) {
                throw new IllegalStateException("part " + part.name()
                        + ": expected a table without rows and steps, found " + rows + " rows and " + steps + " steps");
            }
        }
    }
}

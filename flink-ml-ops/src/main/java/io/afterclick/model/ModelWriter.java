package io.afterclick.model;

import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.ParametersDigest;
import io.afterclick.snapshot.Provenance;
import io.afterclick.snapshot.SideBySideWriter;
import io.afterclick.snapshot.SnapshotWriter;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a model as a folder: {@code dense.safetensors}, {@code rows.safetensors}, if asked for {@code optimiser.safetensors}, and
 * last the manifest, without which it is no model. Equal models give equal bytes. Deferred rows are caught up on copies; rows that
 * only the table has from which a table goes on are written too, so that a folder is whole.
 *
 * <p>Changes nothing of the model, which must stand still meanwhile. Every row is read and caught up once. Memory: 8 bytes for every row
 * of one field, and the moments of the dense parameters.
 */
public final class ModelWriter {

    private final Model model;
    private final String variant;
    private final Provenance provenance;

    /**
     * @param variant the model variant
     * @param provenance to which kind and parts of the model are added, as {@code model.kind} and {@code model.parts}
     */
    public ModelWriter(Model model, String variant, Provenance provenance) {
        this.model = model;
        this.variant = variant;
        this.provenance = FolderKind.stamp(provenance, model.kind(), model.partNames());
    }

    /**
     * Writes what scores.
     *
     * @param folder made if it does not exist; refused if it is a model
     * @param epoch number of the publication, from 0
     */
    public Manifest write(Path folder, long epoch) throws IOException {
        return write(folder, epoch, null);
    }

    /** Writes what scores, and what training goes on from as if it had never stopped. */
    public Manifest writeWithOptimiser(Path folder, long epoch) throws IOException {
        return write(folder, epoch, new ParametersDigest());
    }

    private Manifest write(Path folder, long epoch, @Nullable ParametersDigest optimiser) throws IOException {
        SnapshotWriter snapshot = SnapshotWriter.begin(folder);
        ParametersDigest parameters = new ParametersDigest();
        plan(ModelContents.dense(model), parameters).write(snapshot, ModelContents.DENSE_FILE);
        List<PackedContents> rows = ModelContents.rows(model);
        RowPass pass = new RowPass();
        try (SideBySideWriter file = snapshot.sideBySide(ModelContents.ROWS_FILE, specs(rows))) {
            use(pass, rows, parameters, file);
            if (optimiser == null) {
                pass.run();
            } else {
                runWithOptimiser(pass, snapshot, optimiser);
            }
            file.finish();
        }
        String optimiserSha256 = optimiser == null ? null : optimiser.hex();
        return snapshot.publish(Manifest.full(variant, epoch, provenance, parameters.hex(), optimiserSha256));
    }

    private void runWithOptimiser(RowPass pass, SnapshotWriter snapshot, ParametersDigest optimiser)
            throws IOException {
        TensorPlan moments = plan(ModelContents.moments(model), optimiser);
        List<PackedContents> rowMoments = ModelContents.rowMoments(model);
        List<TensorSpec> specs = new ArrayList<>(moments.specs());
        specs.addAll(specs(rowMoments));
        try (SideBySideWriter file = snapshot.sideBySide(ModelContents.OPTIMISER_FILE, specs)) {
            moments.write(file);
            use(pass, rowMoments, optimiser, file);
            pass.run();
            file.finish();
        }
    }

    private static TensorPlan plan(List<BlockContents> contents, ParametersDigest digest) {
        TensorPlan plan = new TensorPlan();
        for (BlockContents each : contents) {
            each.plan(plan);
            each.digest(digest);
        }
        return plan;
    }

    private static List<TensorSpec> specs(List<PackedContents> contents) {
        List<TensorSpec> specs = new ArrayList<>();
        contents.forEach(each -> specs.addAll(each.present()));
        return specs;
    }

    private static void use(
            RowPass pass, List<PackedContents> contents, ParametersDigest digest, SideBySideWriter file) {
        for (PackedContents each : contents) {
            pass.add(each.table(), each.digesting(digest));
            pass.add(each.table(), each.writing(file));
        }
    }
}

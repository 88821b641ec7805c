package io.afterclick.model;

import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.Provenance;
import io.afterclick.snapshot.SnapshotWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a model as a folder: {@code dense.safetensors}, {@code rows.safetensors}, if asked for {@code optimiser.safetensors}, and
 * last the manifest, without which it is no model. Equal models give equal bytes. Deferred rows are caught up on copies; rows that
 * only the table has from which a table goes on are written too, so that a folder is whole.
 *
 * <p>Changes nothing of the model, which must stand still meanwhile. Memory: 8 bytes for every row, 16 with optimisers, and the moments
 * of the dense parameters.
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
        return write(folder, epoch, ModelDigest.optimiser(model));
    }

    private Manifest write(Path folder, long epoch, @Nullable String optimiserSha256) throws IOException {
        SnapshotWriter snapshot = SnapshotWriter.begin(folder);
        write(snapshot, ModelContents.DENSE_FILE, ModelContents.dense(model));
        write(snapshot, ModelContents.ROWS_FILE, ModelContents.rows(model));
        if (optimiserSha256 != null) {
            write(snapshot, ModelContents.OPTIMISER_FILE, ModelContents.optimisers(model));
        }
        return snapshot.publish(
                Manifest.full(variant, epoch, provenance, ModelDigest.parameters(model), optimiserSha256));
    }

    private static void write(SnapshotWriter snapshot, String file, List<Contents> contents) throws IOException {
        TensorPlan plan = new TensorPlan();
        contents.forEach(each -> each.plan(plan));
        plan.write(snapshot, file);
    }
}

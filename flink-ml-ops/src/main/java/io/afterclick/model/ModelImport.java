package io.afterclick.model;

import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.ParametersDigest;
import io.afterclick.snapshot.Provenance;
import io.afterclick.snapshot.SnapshotException;
import io.afterclick.snapshot.SnapshotWriter;
import io.afterclick.snapshot.TensorSource;
import io.afterclick.snapshot.pytorch.PublishedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a model's folder of published checkpoints, so that training can begin where the authors' modules ended. A row's number in a
 * checkpoint is its id: features must be turned into rows as they were there. Values are judged by whoever loads the folder.
 *
 * <p>Order of calls: {@link #add} for each part, then {@link #write}. Memory: the largest dense parameter.
 */
public final class ModelImport {

    private final List<String> fields;
    private final List<ImportedPart> parts = new ArrayList<>();

    /** @param fields names of the features, in their order */
    public ModelImport(List<String> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * Adds a part.
     *
     * @param prefix what the names begin with in the source; empty if nothing
     */
    public ModelImport add(PublishedModel published, TensorSource source, String prefix) throws SnapshotException {
        ImportedPart part = ImportedPart.of(published, source, prefix, fields);
        for (ImportedPart other : parts) {
            if (other.name().equals(part.name()) || !other.kind().equals(part.kind())) {
                throw new IllegalArgumentException("expected different parts of one model, found " + other.name()
                        + " of " + other.kind() + " and " + part.name() + " of " + part.kind());
            }
        }
        parts.add(part);
        return this;
    }

    /** Writes the folder, epoch 0, which is refused if it is a model. */
    public Manifest write(Path folder, String variant, Provenance provenance) throws IOException {
        if (parts.isEmpty()) {
            throw new IllegalStateException(folder + ": expected at least one part to import, found none");
        }
        SnapshotWriter snapshot = SnapshotWriter.begin(folder);
        ParametersDigest digest = new ParametersDigest();
        TensorPlan dense = new TensorPlan();
        TensorPlan rows = new TensorPlan();
        for (ImportedPart part : parts) {
            part.planDense(dense);
            part.planRows(rows);
            part.digest(digest);
        }
        dense.write(snapshot, ModelContents.DENSE_FILE);
        rows.write(snapshot, ModelContents.ROWS_FILE);
        List<String> names = parts.stream().map(ImportedPart::name).sorted().toList();
        Provenance stamped = FolderKind.stamp(provenance, parts.get(0).kind(), names);
        return snapshot.publish(Manifest.full(variant, 0, stamped, digest.hex(), null));
    }
}

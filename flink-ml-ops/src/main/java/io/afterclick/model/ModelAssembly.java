package io.afterclick.model;

import io.afterclick.learn.RowFormat;
import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.ParametersDigest;
import io.afterclick.snapshot.Provenance;
import io.afterclick.snapshot.SideBySideWriter;
import io.afterclick.snapshot.SnapshotCopy;
import io.afterclick.snapshot.SnapshotWriter;
import io.afterclick.snapshot.TensorSpec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts the folder of a {@link PublishedParts published model} together from pieces that come in any order: dense parameters, and
 * rows, caught up. Equal pieces give equal bytes, whatever their order. The folder is no model before its manifest is published by
 * {@link SnapshotWriter#publish(Path, Manifest)}.
 *
 * <p>Rows of earlier models that have expired are named in {@code gone.safetensors}, if there are any: for every field
 * {@code gone.<field>.ids}, {@code [rows]}, ascending as unsigned numbers.
 *
 * <p>Order of calls: {@link #dense} once for each parameter, {@link #row} once for each row, and {@link #gone}; {@link #finish};
 * {@link #close}.
 * Memory: the dense parameters, and 16 bytes for each row; rows wait in a file.
 */
public final class ModelAssembly implements Closeable {

    private static final Path NO_FOLDER = Path.of("");

    private final Path folder;
    private final PublishedParts parts;
    private final RowSpool rows;
    private final TensorPlan dense = new TensorPlan();
    private final ParametersDigest digest = new ParametersDigest();
    private final RowUse digesting;
    private final SortedMap<Integer, SortedSet<Long>> gone = new TreeMap<>();

    private ModelAssembly(Path folder, PublishedParts parts, RowSpool rows) {
        this.folder = folder;
        this.parts = parts;
        this.rows = rows;
        this.digesting = RowContents.digesting(parts.format(), digest);
    }

    /**
     * Begins; nothing is written to the folder yet.
     *
     * @param spool file in which rows wait, written over
     */
    public static ModelAssembly begin(Path folder, PublishedParts parts, Path spool) throws IOException {
        Path around = spool.toAbsolutePath().getParent();
        Files.createDirectories(around == null ? NO_FOLDER : around);
        return new ModelAssembly(folder, parts, RowSpool.create(spool, parts.format()));
    }

    /** Adds a dense parameter, whole. */
    public void dense(String name, List<Long> shape, float[] value) {
        digest.addBlock(name, value);
        dense.floats(name, shape, sink -> sink.append(name, value, 0, value.length));
    }

    /** Adds the embeddings of all sets of a row: elements from {@code from} on. */
    public void row(int field, long id, float[] embeddings, int from) throws IOException {
        rows.add(field, id, embeddings, from);
    }

    /** Names a row of earlier models that is no more. */
    public void gone(int field, long id) {
        gone.computeIfAbsent(field, any -> new TreeSet<>(Long::compareUnsigned)).add(id);
    }

    /**
     * Writes all files but the manifest, or nothing if the folder is that model already.
     *
     * @param provenance to which kind, parts and identity of the frozen networks are added
     * @return what is to be published
     */
    public Manifest finish(String variant, long epoch, Provenance provenance) throws IOException {
        RowFormat format = parts.format();
        rows.forEach(format, digesting);
        Manifest manifest = Manifest.full(variant, epoch, parts.stamp(provenance), digest.hex(), null);
        Manifest before = SnapshotWriter.published(folder, manifest);
        if (before != null) {
            return before;
        }
        SnapshotWriter snapshot = SnapshotWriter.begin(folder);
        SnapshotCopy.copy(parts.frozen(), PublishedParts.frozen(folder));
        dense.write(snapshot, ModelContents.DENSE_FILE);
        try (SideBySideWriter file = snapshot.sideBySide(ModelContents.ROWS_FILE, rowSpecs(format))) {
            rows.forEach(format, RowContents.writing(format, file));
            file.finish();
        }
        if (!gone.isEmpty()) {
            tombstones(format).write(snapshot, ModelContents.GONE_FILE);
        }
        return snapshot.seal(manifest);
    }

    private TensorPlan tombstones(RowFormat format) {
        TensorPlan plan = new TensorPlan();
        gone.forEach((field, ids) -> {
            plan.longs(
                    "gone." + format.fields().get(field) + RowContents.IDS,
                    ids.stream().mapToLong(Long::longValue).toArray());
        });
        return plan;
    }

    private List<TensorSpec> rowSpecs(RowFormat format) {
        List<TensorSpec> specs = new ArrayList<>();
        for (int field = 0; field < format.fields().size(); field++) {
            specs.addAll(RowContents.specs(format, field, rows.count(field)));
        }
        return specs;
    }

    /** Removes the file in which rows waited. */
    @Override
    public void close() throws IOException {
        rows.close();
    }
}

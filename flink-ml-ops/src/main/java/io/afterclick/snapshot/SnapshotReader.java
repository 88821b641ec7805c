package io.afterclick.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model's folder, open for reading; memory: the headers of its files. Safe to use from several threads.
 *
 * <p>Opening checks that the model is complete, of a version we know, and, file by file, as it was written. What the model
 * should consist of only its user knows: see {@link #require}.
 */
public final class SnapshotReader implements TensorSource, Closeable {

    private final Path folder;
    private final Manifest manifest;
    private final List<TensorFileReader> files = new ArrayList<>();
    private final Map<String, TensorFileReader> fileOfTensor = new LinkedHashMap<>();

    private SnapshotReader(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** Opens a model after reading all of its files once for their digests. */
    public static SnapshotReader open(Path folder) throws IOException {
        Manifest manifest = SnapshotFolder.readManifest(folder);
        for (Map.Entry<String, String> file : manifest.files().entrySet()) {
            String found = Sha256.of(SnapshotFolder.existing(folder, file.getKey()));
            if (!found.equals(file.getValue())) {
                throw new SnapshotException(
                        folder.resolve(file.getKey()) + ": expected SHA-256 " + file.getValue() + ", found " + found);
            }
        }
        return openFiles(folder, manifest);
    }

    /** Opens a model whose files were compared with their digests before, by this process or another one. */
    public static SnapshotReader openUnverified(Path folder) throws IOException {
        return openFiles(folder, SnapshotFolder.readManifest(folder));
    }

    public Manifest manifest() {
        return manifest;
    }

    @Override
    public List<TensorSpec> specs() {
        List<TensorSpec> specs = new ArrayList<>();
        for (TensorFileReader file : files) {
            specs.addAll(file.specs());
        }
        return specs;
    }

    @Override
    public String location() {
        return folder.toString();
    }

    @Override
    public TensorSpec spec(String name) throws SnapshotException {
        return fileOf(name).spec(name);
    }

    @Override
    public void read(String name, long first, float[] target, int offset, int count) throws IOException {
        fileOf(name).read(name, first, target, offset, count);
    }

    /** Reads elements of a tensor of longs, counted in row-major order from {@code first}. */
    public void read(String name, long first, long[] target, int offset, int count) throws IOException {
        fileOf(name).read(name, first, target, offset, count);
    }

    /**
     * Checks that the model consists of just these tensors, of these types and shapes, and that all floats are finite, in one
     * pass over the values.
     */
    public void require(List<TensorSpec> expected) throws IOException {
        new TensorCheck(expected).check(this, name -> fileOf(name).location());
    }

    @Override
    public void close() throws IOException {
        for (TensorFileReader file : files) {
            file.close();
        }
    }

    private static SnapshotReader openFiles(Path folder, Manifest manifest) throws IOException {
        SnapshotReader reader = new SnapshotReader(folder, manifest);
        try {
            for (String name : manifest.files().keySet()) {
                reader.add(TensorFileReader.open(SnapshotFolder.existing(folder, name)));
            }
            return reader;
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private void add(TensorFileReader file) throws SnapshotException {
        files.add(file);
        for (TensorSpec spec : file.specs()) {
            TensorFileReader other = fileOfTensor.put(spec.name(), file);
            if (other != null) {
                throw new SnapshotException("tensor " + Excerpts.plain(spec.name())
                        + ": expected in one file, found in " + other.location() + " and " + file.location());
            }
        }
    }

    private TensorFileReader fileOf(String name) throws SnapshotException {
        TensorFileReader file = fileOfTensor.get(name);
        if (file == null) {
            throw new SnapshotException("tensor " + name + ": expected in " + folder + ", found none");
        }
        return file;
    }
}

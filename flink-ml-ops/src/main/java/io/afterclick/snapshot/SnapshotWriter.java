package io.afterclick.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a model's folder: tensor files first, then the manifest, aside and renamed, so that the folder is a model from one
 * moment to the next. What an attempt that failed left behind is written over, and is no part of the model.
 *
 * <p>Legal order of calls: {@link #file} or {@link #sideBySide} once per file (several may be open at a time), each written and
 * finished; {@link #publish} once.
 */
public final class SnapshotWriter {

    private static final String ASIDE = Manifest.FILE + ".part";

    /** SHA-256 of a file that is finished, null before. */
    private interface Digest {
        @Nullable
        String sha256();
    }

    private final Path folder;
    private final SortedMap<String, Digest> files = new TreeMap<>();
    private final Map<String, String> fileOfTensor = new HashMap<>();

    private SnapshotWriter(Path folder) {
        this.folder = folder;
    }

    /** Begins a model in a folder that is made if it does not exist, and refused if it is a model already. */
    public static SnapshotWriter begin(Path folder) throws IOException {
        if (SnapshotFolder.isModel(folder)) {
            throw new SnapshotException(
                    folder + ": expected a folder without " + Manifest.FILE + ", found a complete model");
        }
        Files.createDirectories(folder);
        return new SnapshotWriter(folder);
    }

    /** Opens a file of the model, to be written from front to back; the caller writes, finishes and closes it. */
    public TensorFileWriter file(String name, List<TensorSpec> specs) throws IOException {
        require(name, specs);
        TensorFileWriter writer = TensorFileWriter.create(folder.resolve(name), specs, Map.of());
        files.put(name, writer::sha256);
        return writer;
    }

    /** Opens a file of the model whose tensors are written side by side; the caller writes, finishes and closes it. */
    public SideBySideWriter sideBySide(String name, List<TensorSpec> specs) throws IOException {
        require(name, specs);
        SideBySideWriter writer = SideBySideWriter.create(folder.resolve(name), specs);
        files.put(name, writer::sha256);
        return writer;
    }

    private void require(String name, List<TensorSpec> specs) {
        if (!SnapshotFolder.isFileName(name)) {
            throw new IllegalArgumentException("Expected a file name like tables.safetensors, found " + name);
        }
        if (files.containsKey(name)) {
            throw new IllegalStateException(folder.resolve(name) + ": expected to be written once, found it begun");
        }
        for (TensorSpec spec : specs) {
            String other = fileOfTensor.putIfAbsent(spec.name(), name);
            if (other != null) {
                throw new IllegalStateException("tensor " + spec.name() + ": expected in one file of " + folder
                        + ", found in " + other + " and " + name);
            }
        }
    }

    /** Makes the folder a model. Returns the manifest as written, with the files' digests. */
    public Manifest publish(Manifest manifest) throws IOException {
        Manifest complete = seal(manifest);
        write(folder, complete);
        return complete;
    }

    /** The manifest with the files' digests, to be published later, by this process or another one. */
    public Manifest seal(Manifest manifest) {
        SortedMap<String, String> digests = new TreeMap<>();
        for (Map.Entry<String, Digest> file : files.entrySet()) {
            String sha256 = file.getValue().sha256();
            if (sha256 == null) {
                throw new IllegalStateException(
                        folder.resolve(file.getKey()) + ": expected to be finished before it is published");
            }
            digests.put(file.getKey(), sha256);
        }
        return manifest.withFiles(digests);
    }

    /**
     * Makes a folder a model whose files were written before; does nothing if it is that model already.
     *
     * @param sealed what {@link #seal} gave
     * @throws SnapshotException if a file is missing, or the folder is another model
     */
    public static void publish(Path folder, Manifest sealed) throws IOException {
        if (SnapshotFolder.isModel(folder)) {
            requireSame(folder, sealed);
            return;
        }
        for (String file : sealed.files().keySet()) {
            SnapshotFolder.existing(folder, file);
        }
        write(folder, sealed);
    }

    /**
     * The manifest of a folder that is a model already.
     *
     * @return null if it is none
     * @throws SnapshotException if its parameters are not those of the other manifest
     */
    public static @Nullable Manifest published(Path folder, Manifest same) throws IOException {
        return SnapshotFolder.isModel(folder) ? requireSame(folder, same) : null;
    }

    private static Manifest requireSame(Path folder, Manifest expected) throws IOException {
        Manifest found = SnapshotFolder.readManifest(folder);
        if (!found.parametersSha256().equals(expected.parametersSha256())) {
            throw new SnapshotException(folder + ": expected no model or that of parameters "
                    + expected.parametersSha256() + ", found a complete one of " + found.parametersSha256());
        }
        return found;
    }

    private static void write(Path folder, Manifest complete) throws IOException {
        Path aside = folder.resolve(ASIDE);
        writeDurably(aside, ManifestJson.write(complete));
        Files.move(aside, SnapshotFolder.manifest(folder), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writeDurably(Path path, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }
}

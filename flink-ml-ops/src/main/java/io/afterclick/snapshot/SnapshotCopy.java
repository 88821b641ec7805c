package io.afterclick.snapshot;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A complete model in a second folder. Files of a model never change, so the copy shares them where the file system can
 * (hard links), and holds its own where it cannot.
 */
public final class SnapshotCopy {

    private SnapshotCopy() {}

    /** What tells a model from any other: the SHA-256 of its manifest, which names those of its files. */
    public static String identity(Path folder) throws IOException {
        SnapshotFolder.readManifest(folder);
        return Sha256.of(SnapshotFolder.manifest(folder));
    }

    /** Copies a model, the manifest last; what an attempt that failed left behind is replaced. */
    public static void copy(Path from, Path to) throws IOException {
        Manifest manifest = SnapshotFolder.readManifest(from);
        Files.createDirectories(to);
        Files.deleteIfExists(SnapshotFolder.manifest(to));
        for (String file : manifest.files().keySet()) {
            share(SnapshotFolder.existing(from, file), to.resolve(file));
        }
        share(SnapshotFolder.manifest(from), SnapshotFolder.manifest(to));
    }

    private static void share(Path file, Path copy) throws IOException {
        Files.deleteIfExists(copy);
        try {
            Files.createLink(copy, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

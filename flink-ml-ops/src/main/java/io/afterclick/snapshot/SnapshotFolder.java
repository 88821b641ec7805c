package io.afterclick.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A model's folder: how things are called there, and what its manifest says. */
public final class SnapshotFolder {

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,200}\\.safetensors");

    private static final long MOST_MANIFEST_BYTES = 16 << 20;

    private SnapshotFolder() {}

    static boolean isFileName(String name) {
        return FILE_NAME.matcher(name).matches();
    }

    static Path manifest(Path folder) {
        return folder.resolve(Manifest.FILE);
    }

    public static boolean isModel(Path folder) {
        return Files.exists(manifest(folder));
    }

    static Manifest readManifest(Path folder) throws IOException {
        Path path = manifest(folder);
        if (!Files.isRegularFile(path)) {
            throw new SnapshotException(
                    folder + ": expected a model with a " + Manifest.FILE + ", found none, so it is no complete model");
        }
        long size = Files.size(path);
        if (size > MOST_MANIFEST_BYTES) {
            throw new SnapshotException(path + ": expected at most " + MOST_MANIFEST_BYTES + " bytes, found " + size);
        }
        return ManifestJson.read(path.toString(), Files.readAllBytes(path));
    }

    /** A file that the manifest names. */
    static Path existing(Path folder, String name) throws SnapshotException {
        if (!isFileName(name)) {
            throw new SnapshotException(
                    manifest(folder) + ": expected file names like tables.safetensors, found " + Excerpts.quoted(name));
        }
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new SnapshotException(file + ": expected the file that " + Manifest.FILE + " names, found none");
        }
        return file;
    }
}

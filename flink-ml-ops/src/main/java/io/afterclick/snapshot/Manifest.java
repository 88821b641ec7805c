package io.afterclick.snapshot;

import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a published model is; the file {@value #FILE} of its folder, fields as in the schema {@code ModelManifest}.
 *
 * @param formatVersion version of the folder's layout
 * @param variant the model variant
 * @param epoch number of the publication, from 0
 * @param baseEpoch for a delta the epoch it builds on; null for a full snapshot
 * @param parametersSha256 digest of the parameters ({@link ParametersDigest}), lower-case hexadecimal
 * @param optimiserSha256 digest of the optimiser's state; null if it is not kept
 * @param files SHA-256 of each file by name, lower-case hexadecimal
 */
public record Manifest(
        int formatVersion,
        String variant,
        long epoch,
        @Nullable Long baseEpoch,
        Provenance provenance,
        String parametersSha256,
        @Nullable String optimiserSha256,
        SortedMap<String, String> files) {

    public static final String FILE = "manifest.json";
    public static final int FORMAT_VERSION = 1;

    public Manifest {
        files = Provenance.sorted(files);
    }

    /** The manifest of a full snapshot whose files are yet to be written. */
    public static Manifest full(
            String variant,
            long epoch,
            Provenance provenance,
            String parametersSha256,
            @Nullable String optimiserSha256) {
        return new Manifest(
                FORMAT_VERSION,
                variant,
                epoch,
                null,
                provenance,
                parametersSha256,
                optimiserSha256,
                Provenance.sorted(Map.of()));
    }

    Manifest withFiles(Map<String, String> sha256ByName) {
        return new Manifest(
                formatVersion,
                variant,
                epoch,
                baseEpoch,
                provenance,
                parametersSha256,
                optimiserSha256,
                Provenance.sorted(sha256ByName));
    }
}

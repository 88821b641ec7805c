package io.afterclick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder that a command writes to. */
final class OutputFolder {

    private OutputFolder() {}

    /**
     * Makes an empty folder.
     *
     * @param overwrite whether the results of an earlier run may be removed
     * @throws IllegalArgumentException if there is something that must not be lost
     */
    static Path prepare(Path folder, boolean overwrite, List<String> results) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--out: expected a folder, found the file " + folder);
        }
        Files.createDirectories(folder);
        for (String result : results) {
            Path earlier = folder.resolve(result);
            if (Files.exists(earlier)) {
                if (!overwrite) {
                    throw new IllegalArgumentException("--out: expected a folder without results, found " + earlier
                            + " (--overwrite replaces them)");
                }
                delete(earlier);
            }
        }
        return folder.toAbsolutePath();
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(path)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}

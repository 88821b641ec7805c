package io.afterclick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.util.FileUtils;

/** The folder that a command writes to. */
final class OutputFolder {

    /** Only a run leaves these, finished or broken off. */
    private static final List<String> MARKS_OF_A_RUN = List.of("summary.json", ".run", "verdict.json", "undisturbed");

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
        List<String> found = results.stream()
                .filter(result -> Files.exists(folder.resolve(result)))
                .toList();
        boolean ours = MARKS_OF_A_RUN.stream().anyMatch(found::contains);
        if (!found.isEmpty() && !(overwrite && ours)) {
            String way = ours ? " (--overwrite replaces them)" : ", and no run of ours that --overwrite could replace";
            throw new IllegalArgumentException(
                    "--out: expected a folder without results, found " + folder.resolve(found.get(0)) + way);
        }
        clear(folder, results);
        return folder.toRealPath();
    }

    /** Removes results. */
    static void clear(Path folder, List<String> results) throws IOException {
        for (String result : results) {
            delete(folder.resolve(result));
        }
    }

    /**
     * Checks that results do not replace what is read.
     *
     * @throws IllegalArgumentException if the input lies among the results of this folder
     */
    static void requireApart(Path folder, List<String> results, Path input) throws IOException {
        Path read = input.toRealPath();
        for (String result : results) {
            Path written = folder.toAbsolutePath().normalize().resolve(result);
            if (Files.exists(written) && read.startsWith(written.toRealPath())) {
                throw new IllegalArgumentException(
                        "--out: expected a folder apart from the input, found the input in " + written);
            }
        }
    }

    static void delete(Path path) throws IOException {
        FileUtils.deleteFileOrDirectory(path.toFile());
    }
}

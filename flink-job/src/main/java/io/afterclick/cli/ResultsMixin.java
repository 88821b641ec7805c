package io.afterclick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options by which commands are told where their results go. */
final class ResultsMixin {

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the results.")
    private Path out = Path.of("");

    @Option(names = "--overwrite", description = "Replace the results of an earlier run in the folder.")
    private boolean overwrite;

    /** As {@link OutputFolder#prepare}. */
    Path prepare(List<String> results) throws IOException {
        return OutputFolder.prepare(out, overwrite, results);
    }

    /** As {@link OutputFolder#requireApart}. */
    void requireApart(List<String> results, Path input) throws IOException {
        OutputFolder.requireApart(out, results, input);
    }
}

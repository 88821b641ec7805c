package io.afterclick.cli;

import io.afterclick.intake.InputSpec;
import io.afterclick.letter.LetterFolder;
import io.afterclick.letter.RepairFile;
import io.afterclick.letter.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The input of a run once more, with its broken records repaired. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Writes the input once more, with repaired records in the very places of the broken ones; a run over"
                        + " it from its start equals one that never had them broken.")
final class DeadLettersReplayCommand implements Callable<Integer> {

    @Option(
            names = "--letters",
            required = true,
            paramLabel = "DIR",
            description = "Results of the run, or their dead-letters folder; in Avro.")
    private Path letters = Path.of("");

    @Option(
            names = "--input",
            required = true,
            paramLabel = "SPEC",
            description = "What the run has read: cascade:FILE, trace:FILE or events:DIR.")
    private String input = "";

    @Option(
            names = "--repairs",
            required = true,
            paramLabel = "FILE",
            description = "What show --format jsonl has written, with raw edited, or \"drop\": true.")
    private Path repairs = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder for the repaired input.")
    private Path out = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        InputSpec read = InputSpec.parse(input);
        requireNew(read);
        Replay replay = Replay.prepare(LetterFolder.open(letters), read, RepairFile.read(repairs));
        write(replay);
        Replay.Result result = replay.result();
        PrintWriter text = spec.commandLine().getOut();
        text.printf(
                Locale.ROOT,
                "%,d records repaired, %,d dropped, %,d dead letters left as they are; input in %s%n",
                result.repaired(),
                result.dropped(),
                result.left(),
                out);
        text.flush();
        return 0;
    }

    private void requireNew(InputSpec read) throws IOException {
        if (Files.isDirectory(out)) {
            try (Stream<Path> inside = Files.list(out)) {
                if (inside.findAny().isPresent()) {
                    throw new IllegalArgumentException("--out: expected a new or empty folder, found files in " + out);
                }
            }
        } else if (Files.exists(out)) {
            throw new IllegalArgumentException("--out: expected a folder, found the file " + out);
        }
        Path source = read.path().toAbsolutePath().normalize();
        if (Files.isDirectory(source) && out.toAbsolutePath().normalize().startsWith(source)) {
            throw new IllegalArgumentException("--out: expected a folder apart from the input, found one in " + source);
        }
    }

    /** The folder is whole or not there. */
    private void write(Replay replay) throws IOException {
        Path folder = out.toAbsolutePath().normalize();
        Path aside = folder.resolveSibling("." + folder.getFileName() + ".part");
        OutputFolder.delete(aside);
        try {
            Files.createDirectories(aside);
            replay.write(aside);
            Files.deleteIfExists(folder);
            Files.move(aside, folder);
        } finally {
            OutputFolder.delete(aside);
        }
    }
}

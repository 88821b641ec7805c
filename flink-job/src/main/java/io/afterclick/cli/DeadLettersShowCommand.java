package io.afterclick.cli;

import io.afterclick.intake.InputException;
import io.afterclick.letter.LetterFolder;
import io.afterclick.letter.LetterJson;
import io.afterclick.letter.NumberedLetter;
import io.afterclick.letter.Printable;
import io.afterclick.schemas.DeadLetter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Everything about some refused records. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Shows all of some dead letters, or writes them as lines of JSON that can be edited into repairs.")
final class DeadLettersShowCommand implements Callable<Integer> {

    /** How letters are shown. */
    enum Form {
        TEXT,
        JSONL
    }

    @Mixin
    private LettersMixin letters = new LettersMixin();

    @Parameters(paramLabel = "NUMBER", description = "Numbers of letters, as list names them. Default: all.")
    private Set<Long> numbers = new TreeSet<>();

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "How to show them: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Form form = Form.TEXT;

    @Option(names = "--out", paramLabel = "FILE", description = "A new file to write to. Default: standard output.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        LetterFolder folder = letters.open();
        Path file = out;
        if (file == null) {
            PrintWriter text = spec.commandLine().getOut();
            show(folder, text);
            text.flush();
        } else {
            write(folder, file);
        }
        return 0;
    }

    /** A file that someone may have edited is never replaced. */
    private void write(LetterFolder folder, Path file) throws IOException {
        if (Files.exists(file)) {
            throw new IllegalArgumentException("--out: expected a new file, found " + file);
        }
        Path aside = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            long shown;
            try (PrintWriter text = new PrintWriter(Files.newBufferedWriter(aside, StandardCharsets.UTF_8))) {
                shown = show(folder, text);
                if (text.checkError()) {
                    throw new IOException("expected room to write " + file + ", found an error");
                }
            }
            Files.move(aside, file);
            PrintWriter said = spec.commandLine().getOut();
            said.printf(Locale.ROOT, "%,d dead letters in %s%n", shown, file);
            said.flush();
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private long show(LetterFolder folder, PrintWriter text) throws IOException {
        Set<Long> missing = new TreeSet<>(numbers);
        long[] seen = new long[2];
        folder.forEach(letter -> {
            seen[0]++;
            missing.remove(letter.number());
            boolean asked = numbers.isEmpty() || numbers.contains(letter.number());
            if (asked && letters.chooses(letter)) {
                seen[1]++;
                print(letter, text);
            }
        });
        if (!missing.isEmpty()) {
            throw new InputException("letters: expected numbers from 1 to " + seen[0] + ", found "
                    + missing.iterator().next());
        }
        return seen[1];
    }

    private void print(NumberedLetter numbered, PrintWriter text) {
        if (form == Form.JSONL) {
            // One line feed on every platform.
            text.print(LetterJson.line(numbered) + "\n");
            return;
        }
        DeadLetter letter = numbered.letter();
        text.println("dead letter " + numbered.number());
        field(text, "source", Printable.of(letter.getSource()));
        field(text, "partition", letter.getPartition());
        field(text, "line", letter.getLine());
        field(text, "offset", letter.getOffset());
        field(text, "length", letter.getLength());
        field(text, "kind", letter.getKind());
        field(text, "reason", letter.getReason());
        field(text, "detail", Printable.of(letter.getDetail()));
        Long time = letter.getEventTimeMs();
        field(text, "event time", time == null ? null : time + " (" + Instant.ofEpochMilli(time) + ")");
        field(text, "record id", printable(letter.getRecordId()));
        field(text, "click id", printable(letter.getClickId()));
        field(text, "job version", letter.getJobVersion());
        byte[] raw = numbered.raw();
        field(text, numbered.isWhole() ? "record" : "first " + raw.length + " bytes", Printable.of(raw));
    }

    private static @Nullable String printable(@Nullable String text) {
        return text == null ? null : Printable.of(text);
    }

    private static void field(PrintWriter text, String name, @Nullable Object value) {
        if (value != null) {
            text.printf("  %-14s %s%n", name, value);
        }
    }
}

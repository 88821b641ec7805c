package io.afterclick.cli;

import io.afterclick.event.RefusalReason;
import io.afterclick.letter.LetterFolder;
import io.afterclick.letter.NumberedLetter;
import io.afterclick.schemas.RecordKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which commands choose dead letters. */
final class LettersMixin {

    /** Reason of samples; those of records are {@link RefusalReason}. */
    private static final String NON_FINITE = "NON_FINITE";

    @Option(
            names = "--letters",
            required = true,
            paramLabel = "DIR",
            description = "Results of a run, or their dead-letters folder; in Avro.")
    private Path letters = Path.of("");

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            completionCandidates = Reasons.class,
            description = "Only those of a reason: ${COMPLETION-CANDIDATES}.")
    private @Nullable String reason;

    @Option(names = "--kind", description = "Only those of a kind: ${COMPLETION-CANDIDATES}.")
    private @Nullable RecordKind kind;

    /**
     * The folder.
     *
     * @throws IllegalArgumentException if there is no such reason
     */
    LetterFolder open() throws IOException {
        if (reason != null) {
            reason = reason.toUpperCase(Locale.ROOT);
            if (!Reasons.all().contains(reason)) {
                throw new IllegalArgumentException(
                        "--reason: expected one of " + String.join(", ", Reasons.all()) + ", found '" + reason + "'");
            }
        }
        return LetterFolder.open(letters);
    }

    boolean chooses(NumberedLetter letter) {
        return (reason == null || reason.equals(letter.letter().getReason()))
                && (kind == null || kind == letter.letter().getKind());
    }

    static final class Reasons extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Reasons() {
            super(all());
        }

        static List<String> all() {
            List<String> all = new ArrayList<>();
            for (RefusalReason reason : RefusalReason.values()) {
                all.add(reason.name());
            }
            all.add(NON_FINITE);
            return all;
        }
    }
}

package io.afterclick.intake;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the records of a file are written. */
public enum InputFormat {
    /** Comma-separated values under a header. */
    CSV,
    /** One JSON object a line. */
    JSONL,
    /** Avro object container file. */
    AVRO,
    /** Official CASCADE rows, processed or raw. */
    CASCADE,
    /** Official TRACE rows under a header. */
    TRACE;

    /** The format that a file's ending names, compressed or not, or null. */
    public static @Nullable InputFormat ofEnding(String fileName) {
        String name = withoutGz(fileName.toLowerCase(Locale.ROOT));
        if (name.endsWith(".csv")) {
            return CSV;
        }
        if (name.endsWith(".jsonl")) {
            return JSONL;
        }
        return name.endsWith(".avro") && name.length() == fileName.length() ? AVRO : null;
    }

    /** Whether a file is compressed, by its ending. */
    public static boolean isCompressed(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /** Whether a row carries a click with its future, in click-time order. */
    public boolean isOfficial() {
        return this == CASCADE || this == TRACE;
    }

    private static String withoutGz(String name) {
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }
}

package io.afterclick.job.output;

import java.util.Locale;

/** How output files are written. */
public enum FileFormat {
    AVRO,
    CSV;

    String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }
}

package io.afterclick.cli;

import org.jspecify.annotations.Nullable;

/** Where this process logs, if whoever started it has said so. */
final class LogFile {

    /** System property that the log configuration and this class read. */
    private static final String PROPERTY = "afterclick.log";

    private LogFile() {}

    static String hint() {
        @Nullable String file = System.getProperty(PROPERTY);
        return file == null ? "" : " (details: " + file + ")";
    }
}

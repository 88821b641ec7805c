package io.afterclick.cli;

import java.io.PrintStream;
import java.util.Locale;

/** A line that changes while something is written; silent where there is no terminal. */
final class TerminalProgress {

    private static final long NANOS_BETWEEN = 500_000_000;

    private final PrintStream out;
    private final boolean terminal = System.console() != null;
    private final long start = System.nanoTime();
    private long last = start;

    TerminalProgress(PrintStream out) {
        this.out = out;
    }

    void show(long done, long total) {
        long now = System.nanoTime();
        boolean due = now - last >= NANOS_BETWEEN || done == total;
        if (terminal && due && done > 0) {
            last = now;
            double seconds = (now - start) / 1e9;
            out.printf(
                    Locale.ROOT,
                    "\r  %,d of %,d, about %.0f s left   %s",
                    done,
                    total,
                    seconds * (total - done) / done,
                    done == total ? System.lineSeparator() : "");
            out.flush();
        }
    }
}

package io.afterclick.job.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory of processes, where the system tells it in {@code /proc}. */
final class ResidentMemory {

    private static final String LINE = "VmRSS:";
    private static final long KILOBYTE = 1024;

    private ResidentMemory() {}

    /** In bytes; 0 if it cannot be told. */
    static long of(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            List<String> lines = Files.readAllLines(status);
            for (String line : lines) {
                if (line.startsWith(LINE)) {
                    return KILOBYTE * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }
}

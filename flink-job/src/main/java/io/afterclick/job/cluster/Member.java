package io.afterclick.job.cluster;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process of a cluster: a virtual machine like this one that runs a main class. Not for several threads. */
final class Member {

    private static final String RESIDENT = "VmRSS:";
    private static final String LOG_FILE = "-Dafterclick.log=";

    private final String name;
    private final List<String> command;
    private final Path folder;
    private @Nullable Process process;

    /**
     * @param heap as in {@code -Xmx}
     * @param folder where its log and what it prints go
     */
    Member(String name, String mainClass, List<String> arguments, String heap, Path folder) {
        this.name = name;
        this.folder = folder;
        this.command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.add(LOG_FILE + folder.resolve(name + ".log"));
        command.addAll(ownOptions());
        command.add("-Dzookeeper.admin.enableServer=false");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments);
    }

    /** What this process was started with, but for its own sizes and files. */
    private static List<String> ownOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option ->
                        option.startsWith("--add-") || option.startsWith("-Djava.net.") || option.startsWith("-Dlog4j"))
                .toList();
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        Process started = process;
        return started != null && started.isAlive();
    }

    void start() throws IOException {
        File printed = folder.resolve(name + ".out").toFile();
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(printed))
                .start();
    }

    /** Memory that the process has in use, as Linux counts it; 0 if it does not run, or this is no Linux. */
    long residentBytes() {
        Process started = process;
        if (started == null || !started.isAlive()) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(started.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            // It has just ended.
            return 0;
        }
    }

    /** SIGKILL: nothing in it gets to know. Returns when it is gone. */
    void kill() throws InterruptedException {
        Process started = process;
        if (started != null) {
            started.destroyForcibly().waitFor();
        }
    }
}

package io.afterclick.job.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;

/** Shows how far a local job has come, and how long it will still take, from the cluster's own metrics. */
public final class Progress {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_PER_LINE = 5;
    /** Below that a guess of the time left is worth nothing. */
    private static final double LEAST_SHARE = 0.01;

    private final JobGauges gauges;
    private final JobID job;
    private final Look look;
    private final PrintStream out;
    private final boolean terminal;

    /** @param out where to write; a terminal gets one line that changes, anything else a line now and then */
    public Progress(URI cluster, JobID job, Look look, PrintStream out) {
        this.gauges = new JobGauges(cluster, job);
        this.job = job;
        this.look = look;
        this.out = out;
        this.terminal = System.console() != null;
    }

    /** Watches the job until it has ended. */
    public void watch(LocalCluster running) throws Exception {
        long start = System.nanoTime();
        int looks = 0;
        int width = 0;
        while (!isOver(running.status(job))) {
            Thread.sleep(LOOK.toMillis());
            looks++;
            boolean show = terminal || looks % LOOKS_PER_LINE == 0;
            if (show) {
                String line = line((System.nanoTime() - start) / 1e9);
                width = Math.max(width, line.length());
                out.print(terminal ? "\r" + line + " ".repeat(width - line.length()) : line + System.lineSeparator());
                out.flush();
            }
        }
        if (terminal && looks > 0) {
            out.println();
        }
    }

    private static boolean isOver(JobStatus status) {
        return status.isGloballyTerminalState();
    }

    /** Progress is a courtesy, and no reason to fail. */
    private String line(double seconds) {
        try {
            Look.Seen seen = look.look(gauges, seconds);
            return "  " + seen.text() + left(seen.share(), seconds);
        } catch (IOException e) {
            return String.format(Locale.ROOT, "  running for %.0f s", seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "  interrupted";
        }
    }

    private static String left(double share, double seconds) {
        if (Double.isNaN(share)) {
            return "";
        }
        if (share < LEAST_SHARE) {
            return String.format(Locale.ROOT, ", %.0f %%", 100 * share);
        }
        return share >= 1
                ? ", finishing"
                : String.format(
                        Locale.ROOT, ", %.0f %%, about %.0f s left", 100 * share, Math.ceil(seconds / share - seconds));
    }
}

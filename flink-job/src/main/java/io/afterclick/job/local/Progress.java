package io.afterclick.job.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;

/** Shows how far a local job has come: bytes read, rate and time left, from the cluster's own metrics. */
public final class Progress {

    private static final String BYTES_READ = ".fileBytesRead";
    private static final String RECORDS_OUT = "numRecordsOut";
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_PER_LINE = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI cluster;
    private final JobID job;
    private final long totalBytes;
    private final PrintStream out;
    private final boolean terminal;

    private record Reading(long bytes, long records) {}

    /**
     * @param totalBytes of the input, as stored; 0 if it does not end
     * @param out where to write; a terminal gets one line that changes, anything else a line now and then
     */
    public Progress(URI cluster, JobID job, long totalBytes, PrintStream out) {
        this.cluster = cluster;
        this.job = job;
        this.totalBytes = totalBytes;
        this.out = out;
        this.terminal = System.console() != null;
    }

    /** Watches the job until it has ended. */
    public void watch(LocalCluster running) throws Exception {
        long start = System.nanoTime();
        int looks = 0;
        while (!isOver(running.status(job))) {
            Thread.sleep(LOOK.toMillis());
            looks++;
            boolean show = terminal || looks % LOOKS_PER_LINE == 0;
            if (show) {
                show(read(), (System.nanoTime() - start) / 1e9);
            }
        }
        if (terminal && looks > 0) {
            out.println();
        }
    }

    private static boolean isOver(JobStatus status) {
        return status.isGloballyTerminalState();
    }

    private void show(Reading reading, double seconds) {
        double rate = reading.records() / seconds;
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "  %,d records read, %,.0f/s", reading.records(), rate));
        if (totalBytes > 0 && reading.bytes() > 0) {
            double share = Math.min(1, reading.bytes() / (double) totalBytes);
            double left = share >= 1 ? 0 : seconds / share - seconds;
            line.append(String.format(Locale.ROOT, ", %.0f %% of the input, %s", 100 * share, left(share, left)));
        }
        out.print(terminal ? "\r" + line + "   " : line + System.lineSeparator());
        out.flush();
    }

    private static String left(double share, double seconds) {
        return share >= 1 ? "finishing" : String.format(Locale.ROOT, "about %.0f s left", seconds);
    }

    /** A reading that cannot be had shows as zeros: progress is a courtesy, and no reason to fail. */
    private Reading read() {
        long bytes = 0;
        long records = 0;
        try {
            for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
                String metrics =
                        "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
                for (JsonNode metric : get(metrics)) {
                    String id = metric.path("id").asText();
                    if (id.endsWith(BYTES_READ)) {
                        bytes += sum(metrics, id);
                        records += sum(metrics, id.replace(BYTES_READ, "." + RECORDS_OUT));
                    }
                }
            }
        } catch (IOException e) {
            return new Reading(bytes, records);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Reading(bytes, records);
    }

    private long sum(String metrics, String id) throws IOException, InterruptedException {
        long sum = 0;
        for (JsonNode value : get(metrics + "?agg=sum&get=" + id)) {
            sum += value.path("sum").asLong();
        }
        return sum;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(cluster.resolve(path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}

package io.afterclick.job.torture;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterclick.job.local.ClusterRest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.JobID;

/** A job as its cluster shows it; while there is no JobManager it shows nothing. */
final class WatchedJob {

    private static final Set<String> AT_WORK = Set.of("RUNNING", "FINISHED");

    private final ClusterRest cluster;
    private final String path;

    WatchedJob(ClusterRest cluster, JobID job) {
        this.cluster = cluster;
        this.path = "/jobs/" + job;
    }

    /** Whether all its tasks run, and none of them has run since before an instant. */
    boolean runsSince(long millis) throws InterruptedException {
        try {
            JsonNode job = cluster.get(path);
            if (!job.path("state").asText().equals("RUNNING")) {
                return false;
            }
            for (JsonNode vertex : job.path("vertices")) {
                if (vertex.path("start-time").asLong() < millis || !isAtWork(vertex)) {
                    return false;
                }
            }
            return !job.path("vertices").isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isAtWork(JsonNode vertex) {
        long working = 0;
        for (String state : AT_WORK) {
            working += vertex.path("tasks").path(state).asLong();
        }
        return working == vertex.path("parallelism").asLong();
    }

    /** How often its tasks have been started anew by this JobManager; 0 if that is not known. */
    long attempt() throws InterruptedException {
        try {
            String vertex =
                    cluster.get(path).path("vertices").path(0).path("id").asText();
            return cluster.get(path + "/vertices/" + vertex)
                    .path("subtasks")
                    .path(0)
                    .path("attempt")
                    .asLong();
        } catch (IOException e) {
            return 0;
        }
    }

    boolean takesCheckpoint() throws InterruptedException {
        try {
            return cluster.get(path + "/checkpoints")
                            .path("counts")
                            .path("in_progress")
                            .asLong()
                    > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Begins a savepoint; returns whether the cluster took it up. */
    boolean beginSavepoint(Path folder) throws InterruptedException {
        try {
            cluster.post(
                    path + "/savepoints",
                    Map.of("target-directory", folder.toUri().toString(), "cancel-job", false));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

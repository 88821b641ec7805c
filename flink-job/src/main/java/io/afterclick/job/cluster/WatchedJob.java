package io.afterclick.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.job.local.CheckpointHistory;
import io.afterclick.job.local.ClusterRest;
import io.afterclick.job.record.CheckpointTaken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.runtime.jobgraph.JobGraph;

/** A job on a {@link LoopbackCluster} as its cluster shows it; while there is no JobManager it shows nothing. */
public final class WatchedJob {

    private static final Set<String> AT_WORK = Set.of("RUNNING", "FINISHED");
    private static final long LOOK = 100;
    private static final long PATIENCE = 300_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoopbackCluster cluster;
    private final ClusterRest rest;
    private final JobID id;
    private final String path;

    private WatchedJob(LoopbackCluster cluster, ClusterRest rest, JobID id) {
        this.cluster = cluster;
        this.rest = rest;
        this.id = id;
        this.path = "/jobs/" + id;
    }

    /** Submits a job once all TaskManagers are there; does not wait until it runs. */
    public static WatchedJob submit(LoopbackCluster cluster, JobGraph job) throws Exception {
        ClusterRest rest = new ClusterRest(cluster.rest());
        awaitTaskManagers(cluster, rest);
        try (RestClusterClient<StandaloneClusterId> client =
                new RestClusterClient<>(cluster.client(), StandaloneClusterId.getInstance())) {
            return new WatchedJob(cluster, rest, client.submitJob(job).get(PATIENCE, TimeUnit.MILLISECONDS));
        }
    }

    private static void awaitTaskManagers(LoopbackCluster cluster, ClusterRest rest) throws Exception {
        long end = now() + PATIENCE;
        while (now() < end) {
            try {
                if (rest.get("/overview").path("taskmanagers").asInt()
                        == cluster.taskManagers().size()) {
                    return;
                }
            } catch (IOException e) {
                // Not yet there.
            }
            Thread.sleep(LOOK);
            cluster.heal();
        }
        throw new IllegalStateException("the cluster did not come up within " + PATIENCE / 1000 + " s");
    }

    /**
     * Waits until all its tasks run, or it has ended, and meanwhile starts again what has died in its cluster.
     *
     * @param since none of its tasks has run since before, in milliseconds
     */
    public void awaitRunning(long since) throws Exception {
        long end = now() + PATIENCE;
        while (!runsSince(since) && !hasEnded()) {
            if (now() > end) {
                throw new IllegalStateException("the job did not run again within " + PATIENCE / 1000 + " s");
            }
            Thread.sleep(LOOK);
            cluster.heal();
        }
    }

    private boolean runsSince(long millis) throws InterruptedException {
        try {
            JsonNode job = rest.get(path);
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

    public boolean hasEnded() {
        return !result().isEmpty();
    }

    /** @throws IllegalStateException if it has not ended well */
    public void requireFinished() {
        String status = result();
        if (!status.equals("SUCCEEDED")) {
            throw new IllegalStateException(
                    "expected a job that succeeds, found " + status + " in " + cluster.jobResults());
        }
    }

    /**
     * Flink keeps how a job has ended in a file, which says more than a JobManager that was killed right after it. Empty while there
     * is none, or one that is still being written.
     */
    private String result() {
        for (String ending : List.of(".json", "_DIRTY.json")) {
            try {
                byte[] written = Files.readAllBytes(cluster.jobResults().resolve(id + ending));
                String status =
                        JSON.readTree(written).findPath("application-status").asText();
                if (!status.isEmpty()) {
                    return status;
                }
            } catch (IOException e) {
                // Not there, or not whole.
                continue;
            }
        }
        return "";
    }

    /** How often its tasks have been started anew by this JobManager; 0 if that is not known. */
    public long attempt() throws InterruptedException {
        try {
            String vertex = rest.get(path).path("vertices").path(0).path("id").asText();
            return rest.get(path + "/vertices/" + vertex)
                    .path("subtasks")
                    .path(0)
                    .path("attempt")
                    .asLong();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Records that its sources have read in this attempt; 0 if that is not known. */
    public long recordsRead() throws InterruptedException {
        try {
            long read = 0;
            for (JsonNode vertex : rest.get(path).path("vertices")) {
                if (vertex.path("name").asText().startsWith("Source:")) {
                    read += vertex.path("metrics").path("write-records").asLong();
                }
            }
            return read;
        } catch (IOException e) {
            return 0;
        }
    }

    public boolean takesCheckpoint() throws InterruptedException {
        try {
            return rest.get(path + "/checkpoints")
                            .path("counts")
                            .path("in_progress")
                            .asLong()
                    > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Its latest checkpoints, the first first. */
    public List<CheckpointTaken> checkpoints() throws InterruptedException {
        return CheckpointHistory.of(cluster.rest(), id);
    }

    /** Begins a savepoint; returns whether the cluster took it up. */
    public boolean beginSavepoint(Path folder) throws InterruptedException {
        try {
            rest.post(
                    path + "/savepoints",
                    Map.of("target-directory", folder.toUri().toString(), "cancel-job", false));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Stops it with a savepoint; returns before it has ended. */
    public void stop(Path folder) throws IOException, InterruptedException {
        rest.post(path + "/stop", Map.of("targetDirectory", folder.toUri().toString(), "drain", false));
    }

    private static long now() {
        return System.currentTimeMillis();
    }
}

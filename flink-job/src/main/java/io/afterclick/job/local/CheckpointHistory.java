package io.afterclick.job.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterclick.job.record.CheckpointTaken;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.JobID;

/** The checkpoints of a job, as its cluster remembers them while it is there. */
public final class CheckpointHistory {

    /** How many a cluster of this machine remembers. */
    public static final int REMEMBERED = 2_000;

    private CheckpointHistory() {}

    /** The job's latest checkpoints, the first first; none if the cluster does not tell: they are no reason to fail. */
    public static List<CheckpointTaken> of(URI cluster, JobID job) throws InterruptedException {
        try {
            return read(new ClusterRest(cluster).get("/jobs/" + job + "/checkpoints"));
        } catch (IOException e) {
            return List.of();
        }
    }

    static List<CheckpointTaken> read(JsonNode answer) {
        List<CheckpointTaken> taken = new ArrayList<>();
        for (JsonNode checkpoint : answer.path("history")) {
            long full = checkpoint.path("state_size").asLong();
            taken.add(new CheckpointTaken(
                    checkpoint.path("id").asLong(),
                    checkpoint.path("trigger_timestamp").asLong(),
                    checkpoint.path("end_to_end_duration").asLong(),
                    checkpoint.path("checkpointed_size").asLong(full),
                    full,
                    checkpoint.path("status").asText().equals("COMPLETED")));
        }
        taken.sort(Comparator.comparingLong(CheckpointTaken::id));
        return taken;
    }
}

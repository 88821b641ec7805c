package io.afterclick.job.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.job.cluster.LoopbackCluster;
import io.afterclick.job.local.ClusterRest;
import io.afterclick.job.local.JobHost;
import io.afterclick.job.local.Look;
import io.afterclick.job.record.CheckpointTaken;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs jobs on a cluster and kills its processes meanwhile, until as many kills are done as were asked for. */
final class Torment implements JobHost {

    private static final long LOOK = 100;
    private static final long LOOK_CLOSELY = 20;
    private static final long MOMENT_PATIENCE = 15_000;
    private static final long RECOVERY_PATIENCE = 300_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoopbackCluster cluster;
    private final KillPlan plan;
    private final int kills;
    private final Path savepoints;
    private final PrintStream out;
    private final List<Killed> killed = new ArrayList<>();
    private int round;

    /**
     * @param kills in all jobs together
     * @param savepoints folder for those that are begun to be interrupted
     */
    Torment(LoopbackCluster cluster, KillPlan plan, int kills, Path savepoints, PrintStream out) {
        this.cluster = cluster;
        this.plan = plan;
        this.kills = kills;
        this.savepoints = savepoints;
        this.out = out;
    }

    List<Killed> killed() {
        return List.copyOf(killed);
    }

    boolean isDone() {
        return killed.size() >= kills;
    }

    @Override
    public List<CheckpointTaken> run(StreamExecutionEnvironment env, String name, Look look) throws Exception {
        round++;
        ClusterRest rest = new ClusterRest(cluster.rest());
        awaitTaskManagers(rest);
        JobID id = submit(env.getStreamGraph().getJobGraph());
        WatchedJob job = new WatchedJob(rest, id);
        awaitRunning(job, id, 0);
        while (!hasEnded(id)) {
            if (isDone()) {
                Thread.sleep(LOOK);
                cluster.heal();
            } else {
                torment(job, id, plan.next());
            }
        }
        requireFinished(id);
        return List.of();
    }

    private JobID submit(JobGraph job) throws Exception {
        try (RestClusterClient<StandaloneClusterId> client =
                new RestClusterClient<>(cluster.client(), StandaloneClusterId.getInstance())) {
            return client.submitJob(job).get(RECOVERY_PATIENCE, TimeUnit.MILLISECONDS);
        }
    }

    private void torment(WatchedJob job, JobID id, Kill kill) throws Exception {
        long begin = now() + kill.afterMillis();
        while (now() < begin) {
            Thread.sleep(LOOK);
            if (hasEnded(id)) {
                return;
            }
        }
        Moment moment = await(kill, job, id);
        if (hasEnded(id)) {
            return;
        }
        long attempt = job.attempt();
        long at = now();
        List<String> victims = victims(kill);
        for (String victim : victims) {
            cluster.kill(victim);
        }
        Thread.sleep(kill.downMillis());
        for (String victim : victims) {
            cluster.restart(victim);
        }
        awaitRunning(job, id, at);
        double seconds = (now() - at) / 1e3;
        boolean newHistory = victims.contains(cluster.jobManager());
        long restarts = Math.max(1, newHistory ? job.attempt() + 1 : job.attempt() - attempt);
        killed.add(new Killed(round, kill.victim(), moment, restarts, seconds));
        out.printf(
                Locale.ROOT,
                "  kill %d of %d: %s, %s; runs again after %.1f s%n",
                killed.size(),
                kills,
                kill.victim().label(),
                moment.label(),
                seconds);
    }

    private List<String> victims(Kill kill) {
        List<String> workers = cluster.taskManagers();
        List<String> victims = new ArrayList<>();
        switch (kill.victim()) {
            case TASK_MANAGER -> victims.add(workers.get(kill.choice() % workers.size()));
            case ALL_TASK_MANAGERS -> victims.addAll(workers);
            case JOB_MANAGER -> victims.add(cluster.jobManager());
            case ALL -> {
                victims.add(cluster.jobManager());
                victims.addAll(workers);
            }
        }
        return victims;
    }

    /** Waits for the moment of a kill; returns what is really under way. */
    private Moment await(Kill kill, WatchedJob job, JobID id) throws Exception {
        long end = now() + MOMENT_PATIENCE;
        switch (kill.moment()) {
            case CHECKPOINT -> {
                while (now() < end && !hasEnded(id)) {
                    if (job.takesCheckpoint()) {
                        return Moment.CHECKPOINT;
                    }
                    Thread.sleep(LOOK_CLOSELY);
                }
            }
            case SAVEPOINT -> {
                if (job.beginSavepoint(savepoints)) {
                    Thread.sleep(kill.withinMillis());
                    return Moment.SAVEPOINT;
                }
            }
            case ANY -> {}
        }
        return Moment.ANY;
    }

    private void awaitTaskManagers(ClusterRest rest) throws Exception {
        long end = now() + RECOVERY_PATIENCE;
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
        throw new IllegalStateException("the cluster did not come up within " + RECOVERY_PATIENCE / 1000 + " s");
    }

    private void awaitRunning(WatchedJob job, JobID id, long since) throws Exception {
        long end = now() + RECOVERY_PATIENCE;
        while (!job.runsSince(since) && !hasEnded(id)) {
            if (now() > end) {
                throw new IllegalStateException("the job did not run again within " + RECOVERY_PATIENCE / 1000 + " s");
            }
            Thread.sleep(LOOK);
            cluster.heal();
        }
    }

    private boolean hasEnded(JobID id) {
        return !result(id).isEmpty();
    }

    private void requireFinished(JobID id) {
        String status = result(id);
        if (!status.equals("SUCCEEDED")) {
            throw new IllegalStateException(
                    "expected a job that succeeds, found " + status + " in " + cluster.jobResults());
        }
    }

    /**
     * Flink keeps how a job has ended in a file, which says more than a JobManager that was killed right after it. Empty while there
     * is none, or one that is still being written.
     */
    private String result(JobID id) {
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

    private static long now() {
        return System.currentTimeMillis();
    }

    @Override
    public void close() {
        cluster.close();
    }
}

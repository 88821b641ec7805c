package io.afterclick.job.torture;

import io.afterclick.job.cluster.LoopbackCluster;
import io.afterclick.job.cluster.WatchedJob;
import io.afterclick.job.local.JobHost;
import io.afterclick.job.local.Look;
import io.afterclick.job.record.CheckpointTaken;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs jobs on a cluster and kills its processes meanwhile, until as many kills are done as were asked for. */
final class Torment implements JobHost {

    private static final long LOOK = 100;
    private static final long LOOK_CLOSELY = 20;
    private static final long MOMENT_PATIENCE = 15_000;

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
        WatchedJob job = WatchedJob.submit(cluster, env.getStreamGraph().getJobGraph());
        job.awaitRunning(0);
        while (!job.hasEnded()) {
            if (isDone()) {
                Thread.sleep(LOOK);
                cluster.heal();
            } else {
                torment(job, plan.next());
            }
        }
        job.requireFinished();
        return List.of();
    }

    private void torment(WatchedJob job, Kill kill) throws Exception {
        long begin = now() + kill.afterMillis();
        while (now() < begin) {
            Thread.sleep(LOOK);
            if (job.hasEnded()) {
                return;
            }
        }
        Moment moment = await(kill, job);
        if (job.hasEnded()) {
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
        job.awaitRunning(at);
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
    private Moment await(Kill kill, WatchedJob job) throws Exception {
        long end = now() + MOMENT_PATIENCE;
        switch (kill.moment()) {
            case CHECKPOINT -> {
                while (now() < end && !job.hasEnded()) {
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

    private static long now() {
        return System.currentTimeMillis();
    }

    @Override
    public void close() {
        cluster.close();
    }
}

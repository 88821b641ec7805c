package io.afterclick.job.soak;

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
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs jobs on a cluster of processes and watches them; what it has seen last is that of the last job. */
final class Soak implements JobHost {

    private static final long LOOK = 500;
    private static final double BETWEEN_SAMPLES = 10;
    private static final double BETWEEN_LINES = 60;

    private final LoopbackCluster cluster;
    private final double longest;
    private final Path savepoints;
    private final PrintStream out;
    private List<Sample> samples = new ArrayList<>();
    private List<CheckpointTaken> checkpoints = List.of();
    private long restarts;

    /**
     * @param longest how long a job runs, in seconds, before it is stopped with a savepoint
     * @param savepoints folder for that
     */
    Soak(LoopbackCluster cluster, double longest, Path savepoints, PrintStream out) {
        this.cluster = cluster;
        this.longest = longest;
        this.savepoints = savepoints;
        this.out = out;
    }

    Observation seen() {
        return new Observation(List.copyOf(samples), checkpoints, restarts, cluster.deaths());
    }

    @Override
    public List<CheckpointTaken> run(StreamExecutionEnvironment env, String name, Look look) throws Exception {
        WatchedJob job = WatchedJob.submit(cluster, env.getStreamGraph().getJobGraph());
        job.awaitRunning(0);
        out.println(name);
        samples = new ArrayList<>();
        checkpoints = List.of();
        restarts = 0;
        long start = System.nanoTime();
        boolean stopped = false;
        double next = 0;
        double nextLine = BETWEEN_LINES;
        while (!job.hasEnded()) {
            double seconds = (System.nanoTime() - start) / 1e9;
            if (seconds >= next) {
                sample(job, seconds);
                next = seconds + BETWEEN_SAMPLES;
            }
            if (seconds >= nextLine) {
                say();
                nextLine = seconds + BETWEEN_LINES;
            }
            if (seconds >= longest && !stopped) {
                job.stop(savepoints);
                stopped = true;
            }
            Thread.sleep(LOOK);
            cluster.heal();
        }
        job.requireFinished();
        return checkpoints;
    }

    private void sample(WatchedJob job, double seconds) throws InterruptedException {
        List<CheckpointTaken> taken = job.checkpoints();
        if (!taken.isEmpty()) {
            checkpoints = taken;
        }
        restarts = Math.max(restarts, job.attempt());
        long state = 0;
        for (CheckpointTaken checkpoint : checkpoints) {
            state = checkpoint.completed() ? checkpoint.fullBytes() : state;
        }
        Map<String, Long> resident = cluster.residentBytes();
        long read = job.recordsRead();
        // A job that has just ended shows nothing any more.
        if (read > 0 || samples.isEmpty()) {
            samples.add(new Sample(seconds, read, state, resident));
        }
    }

    private void say() {
        Sample last = samples.get(samples.size() - 1);
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "  %.0f min, %,d records, state %,d MB, %d checkpoints; resident MB:",
                last.seconds() / 60,
                last.recordsRead(),
                last.stateBytes() >> 20,
                checkpoints.size()));
        last.residentBytes()
                .forEach((process, bytes) -> line.append(String.format(Locale.ROOT, " %s %,d", process, bytes >> 20)));
        out.println(line);
    }

    @Override
    public void close() {
        cluster.close();
    }
}

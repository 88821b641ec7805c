package io.afterclick.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionJobVertex;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One cluster in this process for all tests of a class, with as many slots as the widest job needs. */
final class TestCluster implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final int SLOTS = 4;
    private static final long PATIENCE_SECONDS = 40;

    private final MiniCluster cluster;

    TestCluster() {
        Configuration flink = new Configuration();
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofMinutes(5));
        this.cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        cluster.start();
    }

    /** A job that a failed test has left must not take the slots of the next. */
    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (JobStatusMessage job : cluster.listJobs().get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            if (!job.getJobState().isGloballyTerminalState()) {
                cluster.cancelJob(job.getJobId()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        cluster.close();
    }

    JobID submit(JobGraph job) throws Exception {
        return cluster.submitJob(job).get(PATIENCE_SECONDS, TimeUnit.SECONDS).getJobID();
    }

    /** Waits until the job has ended, and throws if it failed. */
    void awaitEnd(JobID job) throws Exception {
        cluster.requestJobResult(job)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .toJobExecutionResult(getClass().getClassLoader());
    }

    /** How often the task of an ended job that was restarted most was restarted. */
    int restarts(JobID job) throws Exception {
        int most = 0;
        for (AccessExecutionVertex task : cluster.getExecutionGraph(job)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .getAllExecutionVertices()) {
            most = Math.max(most, task.getCurrentExecutionAttempt().getAttemptNumber());
        }
        return most;
    }

    /** Takes a checkpoint and waits for it, so that files up to here are committed; false if none could be had. */
    boolean checkpoint(JobID job) throws Exception {
        try {
            cluster.triggerCheckpoint(job, CheckpointType.CONFIGURED).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            // A job that is starting takes none; one that fails says so elsewhere.
            return false;
        }
    }

    /** Stops a job without drain and returns the path of its savepoint. */
    String stop(JobID job, Path savepoints) throws Exception {
        return stop(job, savepoints, false);
    }

    /** Stops a job with drain: as if its input had ended. */
    void drain(JobID job, Path savepoints) throws Exception {
        stop(job, savepoints, true);
    }

    private String stop(JobID job, Path savepoints, boolean drain) throws Exception {
        return stop(job, savepoints, drain, SavepointFormatType.CANONICAL);
    }

    /** Stops a job without drain and returns the path of its savepoint. */
    String stop(JobID job, Path savepoints, SavepointFormatType format) throws Exception {
        return stop(job, savepoints, false, format);
    }

    /** Waits until so many stages of a job have ended: while one ends, a stop can fail. */
    void awaitEnded(JobID job, int stages) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (ended(job) < stages) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("expected " + stages + " stages that have ended, found " + ended(job));
            }
            Thread.sleep(50);
        }
    }

    private int ended(JobID job) throws Exception {
        int ended = 0;
        for (AccessExecutionJobVertex stage : cluster.getExecutionGraph(job)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .getVerticesTopologically()) {
            ended += stage.getAggregateState() == ExecutionState.FINISHED ? 1 : 0;
        }
        return ended;
    }

    /** Cancels a job and waits until it is gone. */
    void cancel(JobID job) throws Exception {
        cluster.cancelJob(job).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        cluster.requestJobResult(job).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until the job has failed for good. */
    void awaitFailure(JobID job) throws Exception {
        if (cluster.requestJobResult(job)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .isSuccess()) {
            throw new IllegalStateException("expected a job that fails, found one that has succeeded");
        }
    }

    private String stop(JobID job, Path savepoints, boolean drain, SavepointFormatType format) throws Exception {
        String savepoint = cluster.stopWithSavepoint(job, savepoints.toUri().toString(), drain, format)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        awaitEnd(job);
        return savepoint;
    }
}

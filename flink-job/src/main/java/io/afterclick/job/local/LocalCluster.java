package io.afterclick.job.local;

import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import java.net.URI;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster inside this process, reachable from this machine only. */
public final class LocalCluster implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final MemorySize BUFFER = MemorySize.parse("4 kb");
    private static final MemorySize NETWORK_MEMORY = MemorySize.ofMebiBytes(128);

    private final MiniCluster cluster;

    private LocalCluster(MiniCluster cluster) {
        this.cluster = cluster;
    }

    /** Whether jobs of this process run in it, and are not handed over by Flink's own client. */
    public static boolean isWhereJobsRun() {
        return StreamExecutionEnvironment.getExecutionEnvironment() instanceof LocalStreamEnvironment;
    }

    /** Starts a cluster with a slot for every parallel instance. */
    public static LocalCluster start(Settings settings) throws Exception {
        int slots = settings.get(RunOptions.PARALLELISM);
        Configuration flink = new Configuration();
        flink.set(JobManagerOptions.ADDRESS, LOOPBACK);
        flink.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        flink.set(RestOptions.ADDRESS, LOOPBACK);
        flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        flink.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE,
                settings.get(RunOptions.MANAGED_MEMORY_PER_SLOT).multiply(slots));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_MEMORY);
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_MEMORY);
        // A barrier waits behind what is in flight, and training takes that in slowly.
        flink.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, BUFFER);
        flink.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(500));
        flink.set(WebOptions.CHECKPOINTS_HISTORY_SIZE, CheckpointHistory.REMEMBERED);
        flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofMinutes(5));
        flink.addAll(settings.configuration());
        MiniClusterConfiguration configuration = new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build();
        MiniCluster cluster = new MiniCluster(configuration);
        cluster.start();
        return new LocalCluster(cluster);
    }

    /** Hands a job over and returns at once. */
    public JobID submit(StreamExecutionEnvironment env) throws Exception {
        JobGraph job = env.getStreamGraph().getJobGraph();
        return cluster.submitJob(job).get().getJobID();
    }

    public JobStatus status(JobID job) throws Exception {
        return cluster.getJobStatus(job).get();
    }

    /** Where the cluster answers questions about its jobs. */
    public URI restAddress() throws Exception {
        return cluster.getRestAddress().get();
    }

    /** Waits until the job has ended, and throws if it failed; returns how long it ran. */
    public Duration awaitEnd(JobID job) throws Exception {
        JobResult result = cluster.requestJobResult(job).get();
        result.toJobExecutionResult(LocalCluster.class.getClassLoader());
        return Duration.ofMillis(result.getNetRuntime());
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}

package io.afterclick.job.cluster;

import io.afterclick.job.local.CheckpointHistory;
import io.afterclick.job.output.WholeFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.highavailability.JobResultStoreOptions;

/**
 * Configuration files of a cluster on loopback.
 *
 * @param ports {@link #PORTS} of them that are free
 */
record ClusterConfig(Path folder, List<Integer> ports) {

    static final int PORTS = 5;

    private static final String LOOPBACK = "127.0.0.1";
    private static final String CLUSTER = "afterclick";
    private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);
    private static final MemorySize OFF_HEAP = MemorySize.ofMebiBytes(256);
    private static final MemorySize FRAMEWORK = MemorySize.ofMebiBytes(128);
    private static final MemorySize HEAP = MemorySize.ofMebiBytes(768);

    /** Writes the files that the processes read. */
    void write(ClusterSize size) throws IOException {
        StringBuilder yaml = new StringBuilder();
        new TreeMap<>(flink(size).toMap())
                .forEach((key, value) -> yaml.append(key)
                        .append(": '")
                        .append(value.replace("'", "''"))
                        .append("'\n"));
        write("config.yaml", yaml.toString());
        Files.createDirectories(zooKeeperData());
        write("zoo.cfg", zooKeeper());
    }

    private void write(String name, String text) throws IOException {
        WholeFile.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private String zooKeeper() {
        return String.join(
                "\n",
                "tickTime=500",
                "initLimit=10",
                "syncLimit=5",
                "maxSessionTimeout=20000",
                "dataDir=" + zooKeeperData(),
                "clientPort=" + zooKeeperPort(),
                "clientPortAddress=" + LOOPBACK,
                "server.1=" + LOOPBACK + ":" + ports.get(3) + ":" + ports.get(4),
                "");
    }

    private Configuration flink(ClusterSize size) {
        Configuration flink = Configuration.fromMap(client());
        flink.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
        flink.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, LOOPBACK + ":" + zooKeeperPort());
        flink.set(HighAvailabilityOptions.HA_CLUSTER_ID, CLUSTER);
        flink.set(
                HighAvailabilityOptions.HA_STORAGE_PATH,
                folder.resolve("ha").toUri().toString());
        flink.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, Duration.ofSeconds(6));
        flink.set(HighAvailabilityOptions.HA_JOB_MANAGER_PORT_RANGE, Integer.toString(ports.get(1)));
        flink.set(JobResultStoreOptions.STORAGE_PATH, jobResults().toUri().toString());
        flink.set(JobResultStoreOptions.DELETE_ON_COMMIT, false);
        flink.set(JobManagerOptions.ADDRESS, LOOPBACK);
        flink.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        flink.set(BlobServerOptions.PORT, "0");
        flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        flink.set(RestOptions.BIND_PORT, Integer.toString(ports.get(0)));
        flink.set(WebOptions.CHECKPOINTS_HISTORY_SIZE, CheckpointHistory.REMEMBERED);
        flink.set(WebOptions.REFRESH_INTERVAL, Duration.ofMillis(100));
        flink.set(TaskManagerOptions.HOST, LOOPBACK);
        flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        flink.set(TaskManagerOptions.NUM_TASK_SLOTS, 1);
        flink.set(TaskManagerOptions.CPU_CORES, 1.0);
        flink.set(TaskManagerOptions.TASK_HEAP_MEMORY, HEAP);
        flink.set(TaskManagerOptions.TASK_OFF_HEAP_MEMORY, OFF_HEAP);
        // Flink's scripts would work these out.
        flink.set(TaskManagerOptions.FRAMEWORK_HEAP_MEMORY, FRAMEWORK);
        flink.set(TaskManagerOptions.FRAMEWORK_OFF_HEAP_MEMORY, FRAMEWORK);
        flink.set(TaskManagerOptions.JVM_METASPACE, OFF_HEAP);
        flink.set(TaskManagerOptions.JVM_OVERHEAD_MIN, OFF_HEAP);
        flink.set(TaskManagerOptions.JVM_OVERHEAD_MAX, OFF_HEAP);
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, size.managedMemory());
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
        flink.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("4 kb"));
        // A process that is gone is noticed by its connections; one that is only slow must not be taken for gone.
        flink.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
        flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(20));
        return flink;
    }

    /** What a client needs. */
    Map<String, String> client() {
        Configuration client = new Configuration();
        client.set(RestOptions.ADDRESS, LOOPBACK);
        client.set(RestOptions.PORT, ports.get(0));
        return client.toMap();
    }

    URI rest() {
        return URI.create("http://" + LOOPBACK + ":" + ports.get(0));
    }

    Path jobResults() {
        return folder.resolve("job-results");
    }

    Path zooKeeperFile() {
        return folder.resolve("zoo.cfg");
    }

    private Path zooKeeperData() {
        return folder.resolve("zookeeper");
    }

    private int zooKeeperPort() {
        return ports.get(2);
    }
}

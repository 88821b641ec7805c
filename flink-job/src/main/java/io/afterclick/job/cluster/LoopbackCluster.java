package io.afterclick.job.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/**
 * A Flink cluster of several processes that talk over loopback: ZooKeeper, a JobManager that finds its jobs again through it,
 * and TaskManagers of one slot each, all from Flink's own main classes. Their class path is that of this process.
 */
public final class LoopbackCluster implements AutoCloseable {

    private static final String ZOOKEEPER = "zookeeper";
    private static final String JOB_MANAGER = "jobmanager";
    private static final String TASK_MANAGER = "taskmanager-";

    private static final int MOST_DEATHS = 20;

    private final ClusterConfig config;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Thread killer = new Thread(this::killAll, "afterclick-cluster-killer");
    private int deaths;

    private LoopbackCluster(ClusterConfig config, ClusterSize size) {
        this.config = config;
        Path folder = config.folder();
        List<String> flink = List.of("--configDir", folder.toString());
        add(new Member(
                ZOOKEEPER,
                FlinkZooKeeperQuorumPeer.class.getName(),
                List.of("--zkConfigFile", config.zooKeeperFile().toString(), "--peerId", "1"),
                "128m",
                folder));
        add(new Member(
                JOB_MANAGER, StandaloneSessionClusterEntrypoint.class.getName(), flink, size.jobManagerHeap(), folder));
        for (int i = 1; i <= size.taskManagers(); i++) {
            add(new Member(TASK_MANAGER + i, TaskManagerRunner.class.getName(), flink, size.taskManagerHeap(), folder));
        }
    }

    private void add(Member member) {
        members.put(member.name(), member);
    }

    /**
     * Starts all processes, and does not wait until they know of each other.
     *
     * @param folder for configuration, logs, and what the JobManager must find again
     */
    public static LoopbackCluster start(Path folder, ClusterSize size) throws IOException {
        Files.createDirectories(folder);
        ClusterConfig config = new ClusterConfig(folder.toRealPath(), freePorts(ClusterConfig.PORTS));
        config.write(size);
        LoopbackCluster cluster = new LoopbackCluster(config, size);
        Runtime.getRuntime().addShutdownHook(cluster.killer);
        for (Member member : cluster.members.values()) {
            member.start();
        }
        return cluster;
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> open = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return open.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : open) {
                socket.close();
            }
        }
    }

    /** What a client needs to reach the cluster, whichever JobManager leads it. */
    public Configuration client() {
        return Configuration.fromMap(config.client());
    }

    /** Where the JobManager answers, if there is one. */
    public URI rest() {
        return config.rest();
    }

    /** Where the cluster keeps how its jobs have ended. */
    public Path jobResults() {
        return config.jobResults();
    }

    public String jobManager() {
        return JOB_MANAGER;
    }

    /** Names of the processes that work for jobs. */
    public List<String> taskManagers() {
        return members.keySet().stream()
                .filter(name -> name.startsWith(TASK_MANAGER))
                .toList();
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill(String member) throws InterruptedException {
        member(member).kill();
    }

    public void restart(String member) throws IOException {
        if (!member(member).isAlive()) {
            member(member).start();
        }
    }

    /**
     * Starts again what has ended on its own, as whoever runs a cluster would.
     *
     * @throws IllegalStateException if that happens too often
     */
    public void heal() throws IOException {
        for (Member member : members.values()) {
            if (!member.isAlive()) {
                if (++deaths > MOST_DEATHS) {
                    throw new IllegalStateException("expected processes that run, found that " + member.name()
                            + " has ended again (its log is in " + config.folder() + ")");
                }
                member.start();
            }
        }
    }

    /** How many processes have ended that nobody has killed. */
    public int deaths() {
        return deaths;
    }

    /** Memory of each process that runs, by its name. */
    public Map<String, Long> residentBytes() {
        Map<String, Long> resident = new LinkedHashMap<>();
        for (Member member : members.values()) {
            if (member.isAlive()) {
                resident.put(member.name(), member.residentBytes());
            }
        }
        return resident;
    }

    private Member member(String name) {
        Member member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("expected a member of " + members.keySet() + ", found " + name);
        }
        return member;
    }

    private void killAll() {
        for (Member member : members.values()) {
            try {
                member.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        killAll();
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // The hook is running: it kills what there is to kill.
            return;
        }
    }
}

package io.afterclick.job.cluster;

import org.apache.flink.configuration.MemorySize;

/**
 * How many processes a cluster has, and how large they are.
 *
 * @param taskManagers of one slot each
 * @param jobManagerHeap as in {@code -Xmx}
 * @param taskManagerHeap as in {@code -Xmx}
 * @param managedMemory off-heap memory of a TaskManager, which RocksDB lives in
 */
public record ClusterSize(int taskManagers, String jobManagerHeap, String taskManagerHeap, MemorySize managedMemory) {

    /** Enough for the whole job beside its user's other work. */
    public static ClusterSize of(int taskManagers) {
        return new ClusterSize(taskManagers, "512m", "1g", MemorySize.ofMebiBytes(256));
    }
}

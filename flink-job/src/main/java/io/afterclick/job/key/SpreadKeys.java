package io.afterclick.job.key;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Keys for a handful of names such that they spread over the parallel instances as evenly as they can. Hashing the names would
 * often put two on one instance while another stands idle.
 */
public final class SpreadKeys {

    private static final char SALT = '~';

    private SpreadKeys() {}

    /**
     * A key for every name, in their order: the name itself, or with a salt behind it. The n-th key lies in the middle of the widest gap that the
     * ones before it leave, at any parallelism.
     *
     * @param maxParallelism key groups of the job
     */
    public static List<String> of(List<String> names, int maxParallelism) {
        List<String> keys = new ArrayList<>();
        for (int place = 0; place < names.size(); place++) {
            keys.add(key(names.get(place), group(place, maxParallelism), maxParallelism));
        }
        return keys;
    }

    /** Van der Corput's sequence: 0, 1/2, 1/4, 3/4, 1/8, ... of all groups. */
    private static int group(int place, int groups) {
        long share = Integer.toUnsignedLong(Integer.reverse(place));
        return (int) ((share * groups) >>> Integer.SIZE);
    }

    private static String key(String name, int group, int groups) {
        String key = name;
        for (int salt = 0; KeyGroupRangeAssignment.assignToKeyGroup(key, groups) != group; salt++) {
            key = name + SALT + salt;
        }
        return key;
    }

    /** Whether a key lives in a parallel instance. */
    public static boolean isOurs(String key, TaskInfo task) {
        int owner = KeyGroupRangeAssignment.assignKeyToParallelOperator(
                key, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks());
        return owner == task.getIndexOfThisSubtask();
    }
}

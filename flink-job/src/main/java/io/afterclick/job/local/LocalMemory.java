package io.afterclick.job.local;

import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.RunOptions.StateBackendKind;
import io.afterclick.job.settings.Settings;
import java.util.Locale;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** Whether this process and this machine have the memory that a local run is allowed to take. */
public final class LocalMemory {

    /** The rest is for buffers and garbage. */
    private static final double SHARE = 0.9;

    private LocalMemory() {}

    /**
     * Refuses memory that is not there.
     *
     * @param heapBytes the largest that the heap may become
     * @param machineBytes memory of the machine, or of the container
     * @throws IllegalArgumentException naming key, expected and found
     */
    public static void require(Settings settings, long heapBytes, long machineBytes) {
        requireFit(settings, JourneyOptions.CACHE_SIZE, "a heap", SHARE * heapBytes);
        if (settings.get(RunOptions.STATE_BACKEND) == StateBackendKind.ROCKSDB) {
            requireFit(settings, RunOptions.MANAGED_MEMORY_PER_SLOT, "a machine", SHARE * machineBytes);
        }
    }

    private static void requireFit(Settings settings, ConfigOption<MemorySize> option, String place, double bytes) {
        MemorySize each = settings.get(option);
        int parallelism = settings.get(RunOptions.PARALLELISM);
        if ((double) each.getBytes() * parallelism > bytes) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s: expected at most %.0f MB for each of %d parallel instances, since they share %s with room for"
                            + " %.0f MB, found %s",
                    option.key(),
                    bytes / parallelism / (1 << 20),
                    parallelism,
                    place,
                    bytes / (1 << 20),
                    each));
        }
    }
}

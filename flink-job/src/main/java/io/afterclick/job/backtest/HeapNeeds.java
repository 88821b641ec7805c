package io.afterclick.job.backtest;

import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.settings.TrainerOptions;
import io.afterclick.job.variant.VariantSpec;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.MemorySize;

/** Whether the caches of a run in this process fit on its heap together; one that fills it up is never shrunk. */
public final class HeapNeeds {

    /** The rest is for networks, buffers and garbage. */
    private static final double SHARE = 0.9;

    private HeapNeeds() {}

    /**
     * Refuses caches that would fill the heap.
     *
     * @param heapBytes the largest that the heap may become
     * @throws IllegalArgumentException naming key, expected and found
     */
    public static void require(Settings settings, List<VariantSpec> variants, long heapBytes) {
        long trained = variants.stream()
                .filter(variant -> variant.kind().delivery() != null)
                .count();
        MemorySize rows = settings.get(TrainerOptions.CACHE_SIZE);
        MemorySize waiting = settings.get(TrainerOptions.WAITING_SIZE);
        MemorySize clicks = settings.get(JourneyOptions.CACHE_SIZE);
        int parallelism = settings.get(RunOptions.PARALLELISM);
        // Journeys and the judge hold clicks, in every parallel instance.
        double all = (double) rows.getBytes() * trained
                + (double) waiting.getBytes() * variants.size()
                + 2.0 * clicks.getBytes() * parallelism;
        if (all > SHARE * heapBytes) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s: expected caches of at most %.0f MB together on a heap of %.0f MB, found %.0f MB:"
                            + " %s for each of %d trained variants, %s (%s) for each of %d variants,"
                            + " twice %s (%s) for each of %d instances",
                    TrainerOptions.CACHE_SIZE.key(),
                    SHARE * heapBytes / (1 << 20),
                    (double) heapBytes / (1 << 20),
                    all / (1 << 20),
                    rows,
                    trained,
                    waiting,
                    TrainerOptions.WAITING_SIZE.key(),
                    variants.size(),
                    clicks,
                    JourneyOptions.CACHE_SIZE.key(),
                    parallelism));
        }
    }
}

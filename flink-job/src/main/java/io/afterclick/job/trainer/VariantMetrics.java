package io.afterclick.job.trainer;

import org.apache.flink.metrics.MetricGroup;

/**
 * Gauges of a variant, in the group {@code variant.<name>} of the operator. What is counted goes on after a restore.
 *
 * <ul>
 *   <li>{@code segment}: the one that is scored and trained next
 *   <li>{@code waitingSamples}, {@code waitingClicks}: records whose segment is not done
 *   <li>{@code clicksScored}, {@code samplesTrained}, {@code steps}
 *   <li>{@code batchesRefused}, {@code samplesRefused}: since a loss or a gradient was not finite
 *   <li>{@code samplesUnused}: from outside of the stream, or of tasks that are not the variant's
 *   <li>{@code loss}: of the last batch, NaN before the first
 *   <li>{@code cacheHitRate}: rows asked for that were in memory, of all that were asked for
 *   <li>{@code rowsRead}, {@code rowsWritten}: from and to keyed state
 *   <li>{@code stateReadNanos}, {@code stateWriteNanos}: wall time of these
 *   <li>{@code trainingNanos}: CPU time of the task's thread in training steps
 *   <li>{@code flushNanos}: CPU time of the task's thread for bringing keyed state up to date at checkpoints
 * </ul>
 */
final class VariantMetrics {

    private static final String GROUP = "variant";

    private VariantMetrics() {}

    static void register(KeptVariant variant, MetricGroup operator) {
        MetricGroup group = operator.addGroup(GROUP, variant.name());
        VariantTrainer trainer = variant.trainer();
        group.gauge("segment", () -> trainer.progress().segment());
        group.gauge("waitingSamples", trainer::waitingSamples);
        group.gauge("waitingClicks", trainer::waitingClicks);
        group.gauge("clicksScored", () -> trainer.progress().totals().clicks());
        group.gauge("samplesTrained", () -> trainer.progress().totals().samples());
        group.gauge("steps", () -> trainer.progress().totals().steps());
        group.gauge("batchesRefused", () -> trainer.progress().totals().refusedBatches());
        group.gauge("samplesRefused", () -> trainer.progress().totals().refusedSamples());
        group.gauge("samplesUnused", () -> trainer.progress().totals().unusedSamples());
        group.gauge("loss", trainer::lastLoss);
        group.gauge("cacheHitRate", () -> variant.cost().hitRate());
        group.gauge("rowsRead", () -> variant.cost().rowsRead());
        group.gauge("rowsWritten", () -> variant.cost().rowsWritten());
        group.gauge("stateReadNanos", () -> variant.cost().readNanos());
        group.gauge("stateWriteNanos", () -> variant.cost().writeNanos());
        group.gauge("flushNanos", () -> variant.cost().flushNanos());
        group.gauge("trainingNanos", () -> variant.cost().trainingNanos());
    }
}

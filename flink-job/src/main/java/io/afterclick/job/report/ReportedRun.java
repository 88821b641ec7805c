package io.afterclick.job.report;

import io.afterclick.intake.InputSpec;
import io.afterclick.job.backtest.BacktestPlan;
import io.afterclick.job.output.RunMetrics;
import io.afterclick.job.output.Summary;
import io.afterclick.job.record.CheckpointTaken;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.variant.VariantSpec;
import java.util.List;
import java.util.Map;

/**
 * A run with models, after its end.
 *
 * @param plan with the variants in the order in which they are shown
 * @param results of each variant by its name, as {@code summary.json} has them
 * @param checkpoints that it took, as far as they are known
 * @param seconds that it took
 */
public record ReportedRun(
        InputSpec input,
        BacktestPlan plan,
        Settings settings,
        Summary summary,
        RunMetrics metrics,
        Map<String, Map<String, Object>> results,
        List<CheckpointTaken> checkpoints,
        double seconds) {

    List<VariantSpec> variants() {
        return plan.variants();
    }
}

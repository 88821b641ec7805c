package io.afterclick.cli;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.job.backtest.BacktestPlan;
import io.afterclick.job.backtest.BacktestRun;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.RunMetrics;
import io.afterclick.job.output.Summary;
import io.afterclick.job.output.VariantReports;
import io.afterclick.job.record.CheckpointTaken;
import io.afterclick.job.report.Report;
import io.afterclick.job.report.ReportedRun;
import io.afterclick.job.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A backtest from its start to its results.
 *
 * @param folder empty
 * @param out where the table is printed
 */
record BacktestSession(
        InputSources sources,
        FeatureSpace features,
        BacktestPlan plan,
        Settings settings,
        Path folder,
        FileFormat format,
        PrintWriter out) {

    /**
     * Runs to the end; half a result is none, so that what a failed run has written is removed; returns the
     * checkpoints that were taken.
     */
    List<CheckpointTaken> run() throws Exception {
        try {
            return runAndKeep();
        } catch (Exception e) {
            OutputFolder.clear(folder, BacktestRun.RESULTS);
            throw e;
        }
    }

    private List<CheckpointTaken> runAndKeep() throws Exception {
        long start = System.nanoTime();
        BacktestRun run = new BacktestRun(sources, features, plan, settings, folder, format, System.err);
        run.execute();
        double seconds = (System.nanoTime() - start) / 1e9;
        Summary summary = Summary.read(run.files().tallyFolder());
        RunMetrics metrics = RunMetrics.read(run.files().metricsFolder()).covered(run.coveredUntil(summary));
        requireScored(metrics);
        metrics.write(folder);
        Map<String, Map<String, Object>> variants = metrics.variants();
        VariantReports.addTo(variants, run.files().reportFolder());
        summary.write(folder, seconds, variants);
        Report.write(
                new ReportedRun(sources.spec(), plan, settings, summary, metrics, variants, run.checkpoints(), seconds),
                folder);
        OutputFolder.delete(run.files().workFolder());
        BacktestTable.print(variants, seconds, folder, out);
        return run.checkpoints();
    }

    private void requireScored(RunMetrics metrics) {
        boolean any =
                metrics.segments().stream().anyMatch(segment -> segment.counts().getOrDefault("clicks", 0L) > 0);
        if (!any) {
            throw new IllegalArgumentException("--stream: expected clicks on days "
                    + plan.stream().from() + " to " + plan.stream().to() + ", found none");
        }
    }
}

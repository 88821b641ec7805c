package io.afterclick.job.report;

import io.afterclick.intake.InputSpec;
import io.afterclick.job.backtest.BacktestPlan;
import io.afterclick.job.output.RunMetrics;
import io.afterclick.job.output.Summary;
import io.afterclick.job.record.CheckpointTaken;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.variant.ModelKind;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.metrics.Metric;
import io.afterclick.metrics.MissingReason;
import io.afterclick.metrics.ReliabilityBin;
import io.afterclick.trial.Days;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs that nobody ran, for what real ones rarely show. */
final class Runs {

    /** A name that would end a script, open another and break a table, if it were let. */
    static final String HOSTILE = "</script><script>window.wrong.push('ran')</script><!--\u2028&\"'";

    private static final long HOUR = 60 * 60 * 1000;

    private Runs() {}

    /** READER alone, with values in one segment of three. */
    static ReportedRun reader(Path folder) throws IOException {
        Metric none = Metric.missing(MissingReason.EQUAL_LABELS);
        List<SegmentMeasured> segments = new ArrayList<>();
        for (String variant : List.of("reader", "reader-pretrained")) {
            segments.add(segment(variant, 1, none, none));
            segments.add(segment(variant, 2, Metric.of(variant.equals("reader") ? .75 : .625), Metric.of(1.5)));
            segments.add(segment(variant, 3, none, none));
        }
        return run(folder, VariantSpec.parseAll("reader,reader-pretrained"), segments, List.of());
    }

    /** A variant of a hostile name for which nothing is defined. */
    static ReportedRun hostile(Path folder) throws IOException {
        Metric none = Metric.missing(MissingReason.NO_ROWS);
        SegmentMeasured segment = new SegmentMeasured(
                HOSTILE,
                1,
                HOUR,
                2 * HOUR,
                new TreeMap<>(),
                new TreeMap<>(Map.of("cvr.auc", none, "cvr.pcoc", none)),
                new TreeMap<>());
        return run(
                folder,
                List.of(new VariantSpec(HOSTILE, ModelKind.TESLA, new TreeMap<>())),
                List.of(segment),
                List.of(
                        new CheckpointTaken(1, 5_000, 40, 900, 1_000, true),
                        new CheckpointTaken(2, 9_000, 1, 0, 0, false)));
    }

    private static SegmentMeasured segment(String variant, long number, Metric auc, Metric pcoc) {
        return new SegmentMeasured(
                variant,
                number,
                number * HOUR,
                (number + 1) * HOUR,
                new TreeMap<>(),
                new TreeMap<>(Map.of("gmv.auc", auc, "gmv.pcoc", pcoc)),
                new TreeMap<>(Map.of(
                        "gmv", List.of(new ReliabilityBin(8, 30, 150, 90), new ReliabilityBin(20, 30, 1_200, 0)))));
    }

    private static ReportedRun run(
            Path folder, List<VariantSpec> variants, List<SegmentMeasured> segments, List<CheckpointTaken> checkpoints)
            throws IOException {
        Path input = Files.createDirectories(folder.resolve("in/<b>clicks & co"));
        RunMetrics metrics = new RunMetrics(segments);
        return new ReportedRun(
                InputSpec.parse("events:" + input),
                new BacktestPlan(variants, new Days(0, 2), new Days(3, 4), null, false),
                Settings.of(InputSpec.Kind.EVENTS, null, Map.of("some.key", HOSTILE)),
                Summary.read(folder.resolve("nowhere")),
                metrics,
                metrics.variants(),
                checkpoints,
                1.5);
    }
}

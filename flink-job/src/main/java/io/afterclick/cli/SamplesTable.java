package io.afterclick.cli;

import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;
import io.afterclick.job.count.CountNames;
import io.afterclick.job.output.Summary;
import io.afterclick.journey.Trajectory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** The result of a samples run, for people. */
final class SamplesTable {

    private SamplesTable() {}

    static void print(Summary summary, double seconds, Path folder, PrintWriter out) {
        out.println("records in");
        for (EventKind kind : EventKind.values()) {
            row(out, kind.plural(), summary.count(CountNames.records(kind)));
        }
        out.println("what became of them");
        row(out, "applied", summary.applied());
        row(out, "out of attribution", summary.outOfAttribution());
        for (RefusalReason reason : RefusalReason.values()) {
            rowIfAny(out, "dead letter " + reason, summary.count(CountNames.deadLetters(reason)));
        }
        rowIfAny(out, "dead letters without bytes", summary.lettersWithoutBytes());
        out.println("samples");
        for (String stage : new String[] {"cvr", "rfr"}) {
            for (int label = 0; label <= 1; label++) {
                rowIfAny(out, stage + " = " + label, summary.count(CountNames.conversionSamples(stage, label)));
            }
        }
        rowIfAny(out, "GMV at a purchase", summary.count(CountNames.GMV_PURCHASES));
        rowIfAny(out, "GMV ground truth", summary.count(CountNames.GMV_GROUND_TRUTHS));
        out.println("outcomes");
        for (Trajectory trajectory : Trajectory.values()) {
            rowIfAny(out, trajectory.label(), summary.count(CountNames.trajectory(trajectory)));
        }
        gmv(summary, out);
        row(out, "cut short by the input's end", summary.count(CountNames.INCOMPLETE_OUTCOMES));
        long records = summary.records();
        out.printf(
                Locale.ROOT,
                "%,d records in %.1f s (%,.0f/s), results in %s%n",
                records,
                seconds,
                records / seconds,
                folder);
        out.flush();
    }

    private static void gmv(Summary summary, PrintWriter out) {
        long clicks = summary.count(CountNames.GMV_CLICKS);
        if (clicks > 0) {
            row(out, "clicks with a purchase", clicks);
            row(out, "clicks with repurchases", summary.count(CountNames.GMV_REPURCHASE_CLICKS));
            out.printf("  %-32s %15s%n", "final GMV", summary.finalGmv());
        }
    }

    private static void rowIfAny(PrintWriter out, String name, long count) {
        if (count > 0) {
            row(out, name, count);
        }
    }

    private static void row(PrintWriter out, String name, long count) {
        out.printf(Locale.ROOT, "  %-32s %,15d%n", name, count);
    }
}

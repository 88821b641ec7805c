package io.afterclick.job.bench;

import io.afterclick.learn.Quantity;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.metrics.Metric;
import io.afterclick.metrics.MissingReason;
import io.afterclick.metrics.RelativeImprovement;
import io.afterclick.metrics.RunMean;
import io.afterclick.trial.Measure;
import io.afterclick.trial.TrialResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Runs side by side: a line for each variant and mode of rows, a column for each measure, over all seeds. */
public final class TrialTable {

    private static final Set<Measure> CONVERSION = EnumSet.of(Measure.AUC, Measure.PRAUC, Measure.NLL, Measure.PCOC);
    private static final Set<Measure> VALUE = EnumSet.of(Measure.AUC, Measure.ACC, Measure.ALPR, Measure.PCOC);

    private final List<ModelsBench.Run> runs;
    private final List<Quantity> judged;

    /** What stands in one line. */
    private record Line(String variant, RowMode rows) {}

    public TrialTable(List<ModelsBench.Run> runs, List<Quantity> judged) {
        this.runs = runs;
        this.judged = judged;
    }

    /** A table for each quantity. */
    public List<String> lines() {
        List<String> text = new ArrayList<>();
        for (Quantity quantity : judged) {
            Set<Measure> measures = measures(quantity);
            StringBuilder head = new StringBuilder(String.format("%-24s", quantity));
            measures.forEach(measure -> head.append(String.format("%19s", measure.label())));
            text.add(head.append(String.format("%13s%11s%15s", "ri-auc", "least auc", "worst segment"))
                    .toString());
            byLine().forEach((line, same) -> text.add(line(quantity, measures, line, same)));
        }
        text.add(String.format("%-24s%12s%10s%10s%12s", "", "samples", "steps", "refused", "s online"));
        byLine().forEach((line, same) -> text.add(work(line, same)));
        return text;
    }

    private static Set<Measure> measures(Quantity quantity) {
        return quantity == Quantity.GMV ? VALUE : CONVERSION;
    }

    private Map<Line, List<ModelsBench.Run>> byLine() {
        Map<Line, List<ModelsBench.Run>> lines = new LinkedHashMap<>();
        for (ModelsBench.Run run : runs) {
            lines.computeIfAbsent(new Line(run.variant(), run.rows()), line -> new ArrayList<>())
                    .add(run);
        }
        return lines;
    }

    private String line(Quantity quantity, Set<Measure> measures, Line line, List<ModelsBench.Run> same) {
        StringBuilder text = new StringBuilder(name(line));
        for (Measure measure : measures) {
            Spread spread = Spread.of(same.stream()
                    .map(run -> run.result().mean(quantity, measure).mean())
                    .toList());
            text.append(
                    spread.count() == 0
                            ? String.format("%19s", "-")
                            : String.format(Locale.ROOT, "%10.4f ±%7.4f", spread.mean(), spread.deviation()));
        }
        Spread improvement =
                Spread.of(same.stream().map(run -> improvement(quantity, run)).toList());
        text.append(improvement.count() == 0 ? String.format("%13s", "-") : percent(improvement));
        Spread auc = Spread.of(same.stream()
                .map(run -> run.result().mean(quantity, Measure.AUC).mean())
                .toList());
        text.append(auc.count() == 0 ? String.format("%11s", "-") : String.format(Locale.ROOT, "%11.4f", auc.least()));
        OptionalDouble worst = same.stream()
                .map(run -> run.result().least(quantity, Measure.AUC))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .min();
        text.append(
                worst.isEmpty()
                        ? String.format("%15s", "-")
                        : String.format(Locale.ROOT, "%15.4f", worst.getAsDouble()));
        return text.toString();
    }

    private static String percent(Spread spread) {
        return String.format(Locale.ROOT, "%5.0f ±%4.0f %%", 100 * spread.mean(), 100 * spread.deviation());
    }

    /** Share of the way from pretrained to oracle, with the same rows and seed. */
    private Metric improvement(Quantity quantity, ModelsBench.Run run) {
        return RelativeImprovement.of(
                run.result().mean(quantity, Measure.AUC).mean(),
                auc(quantity, BenchedModel.PRETRAINED, run),
                auc(quantity, BenchedModel.ORACLE, run));
    }

    private Metric auc(Quantity quantity, String variant, ModelsBench.Run like) {
        return runs.stream()
                .filter(run -> run.variant().equals(variant) && run.rows() == like.rows() && run.seed() == like.seed())
                .map(run -> run.result().mean(quantity, Measure.AUC).mean())
                .findFirst()
                .orElse(Metric.missing(MissingReason.NO_ROWS));
    }

    private static String work(Line line, List<ModelsBench.Run> same) {
        TrialResult first = same.get(0).result();
        long refused = same.stream().mapToLong(run -> run.result().refused()).sum();
        double seconds =
                same.stream().mapToDouble(ModelsBench.Run::seconds).average().orElse(0);
        return String.format(
                Locale.ROOT, "%s%,12d%,10d%,10d%12.1f", name(line), first.samples(), first.steps(), refused, seconds);
    }

    private static String name(Line line) {
        return String.format("%-24s", line.variant() + ", " + line.rows().name().toLowerCase(Locale.ROOT));
    }

    /** Every run, for files. */
    public List<Map<String, Object>> figures() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (ModelsBench.Run run : runs) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("variant", run.variant());
            figures.put("rows", run.rows().name().toLowerCase(Locale.ROOT));
            figures.put("seed", run.seed());
            for (Quantity quantity : judged) {
                Map<String, Object> measures = new LinkedHashMap<>();
                for (Measure measure : measures(quantity)) {
                    RunMean mean = run.result().mean(quantity, measure);
                    measures.put(measure.label(), mean.mean());
                    measures.put(measure.label() + "Segments", mean.segments());
                }
                measures.put("riAuc", improvement(quantity, run));
                figures.put(quantity.name().toLowerCase(Locale.ROOT), measures);
            }
            figures.put("samples", run.result().samples());
            figures.put("steps", run.result().steps());
            figures.put("refused", run.result().refused());
            figures.put("seconds", run.seconds());
            all.add(figures);
        }
        return all;
    }
}

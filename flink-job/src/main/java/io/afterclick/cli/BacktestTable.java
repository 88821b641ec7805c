package io.afterclick.cli;

import io.afterclick.metrics.Metric;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The result of a backtest, for people: a line for each variant and quantity, means over the segments. */
final class BacktestTable {

    private static final List<String> QUANTITIES = List.of("cvr", "netcvr", "gmv");

    private BacktestTable() {}

    static void print(Map<String, Map<String, Object>> variants, double seconds, Path folder, PrintWriter out) {
        variants.forEach((variant, content) -> {
            for (String quantity : QUANTITIES) {
                if (content.get(quantity) instanceof Map<?, ?> metrics) {
                    out.printf(Locale.ROOT, "%-32s %-7s %s%n", variant, quantity, line(metrics));
                }
            }
        });
        out.printf(Locale.ROOT, "%.1f s, results in %s%n", seconds, folder);
        out.flush();
    }

    private static String line(Map<?, ?> metrics) {
        List<String> parts = new ArrayList<>();
        metrics.forEach((name, value) -> {
            String text =
                    value instanceof Metric.Value defined ? String.format(Locale.ROOT, "%.4f", defined.value()) : "-";
            parts.add(name + " " + text);
        });
        return String.join("  ", parts);
    }
}

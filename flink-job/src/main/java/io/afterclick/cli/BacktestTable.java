package io.afterclick.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterclick.metrics.Metric;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The result of a backtest, for people: a table for each quantity, a line for each variant, means over the segments. */
final class BacktestTable {

    private static final List<String> QUANTITIES = List.of("cvr", "netcvr", "gmv");
    private static final String RATE = "examplesPerSecond";

    private BacktestTable() {}

    static void print(Map<String, Map<String, Object>> variants, double seconds, Path folder, PrintWriter out) {
        int width = variants.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
        for (String quantity : QUANTITIES) {
            Set<String> names = new TreeSet<>();
            variants.values()
                    .forEach(content -> names.addAll(metrics(content, quantity).keySet()));
            if (!names.isEmpty()) {
                out.printf(Locale.ROOT, "%-" + width + "s", quantity);
                names.forEach(name -> out.printf(Locale.ROOT, "%9s", name));
                out.println();
                variants.forEach((variant, content) -> {
                    Map<String, Object> own = metrics(content, quantity);
                    if (!own.isEmpty()) {
                        out.printf(Locale.ROOT, "%-" + width + "s", variant);
                        names.forEach(name -> out.printf(Locale.ROOT, "%9s", text(own.get(name))));
                        out.println();
                    }
                });
            }
        }
        variants.forEach((variant, content) -> {
            if (content.get(RATE) instanceof JsonNode rate && rate.asDouble() > 0) {
                out.printf(Locale.ROOT, "%-" + width + "s%,.0f examples per CPU second%n", variant, rate.asDouble());
            }
        });
        out.printf(Locale.ROOT, "%.1f s, results in %s%n%s%n", seconds, folder, folder.resolve("report.html"));
        out.flush();
    }

    /** Metrics of one quantity by their names; none if the variant does not predict it. */
    private static Map<String, Object> metrics(Map<String, Object> content, String quantity) {
        Map<String, Object> metrics = new TreeMap<>();
        if (content.get(quantity) instanceof Map<?, ?> found) {
            found.forEach((name, value) -> {
                if (value != null) {
                    metrics.put(String.valueOf(name), value);
                }
            });
        }
        return metrics;
    }

    private static String text(@Nullable Object metric) {
        return metric instanceof Metric.Value defined ? String.format(Locale.ROOT, "%.4f", defined.value()) : "-";
    }
}

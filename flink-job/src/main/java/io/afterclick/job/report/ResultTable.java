package io.afterclick.job.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterclick.job.count.SegmentCounts;
import io.afterclick.job.record.TrainerCost;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.learn.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Means of the run and what they cost, a row for each variant. */
final class ResultTable {

    private static final double NANOS = 1e9;

    private ResultTable() {}

    /** A row for each variant and quantity. */
    static List<Map<String, Object>> of(List<VariantSpec> variants, JsonNode results) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (VariantSpec variant : variants) {
            JsonNode result = results.path(variant.name());
            for (Quantity quantity : Quantity.values()) {
                JsonNode means = result.path(SegmentCounts.name(quantity));
                if (means.isObject()) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("variant", variant.name());
                    row.put("role", Role.of(variant.kind()).text());
                    row.put("quantity", SegmentCounts.name(quantity));
                    row.put("segments", result.path("segments").asLong());
                    row.put("values", means);
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** A row for each variant that said what it cost. */
    static List<Map<String, @Nullable Object>> throughput(List<VariantSpec> variants, JsonNode results) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (VariantSpec variant : variants) {
            JsonNode result = results.path(variant.name());
            JsonNode cost = result.path("cost");
            if (cost.isObject()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                row.put("variant", variant.name());
                JsonNode rate = result.path("examplesPerSecond");
                row.put("examplesPerSecond", rate.isNumber() ? Shown.rounded(rate.doubleValue()) : null);
                row.put("samples", result.at("/totals/samples").asLong());
                row.put("steps", result.at("/totals/steps").asLong());
                row.put("trainingSeconds", cost.path("trainingNanos").asLong() / NANOS);
                row.put("otherSeconds", cost.path("otherNanos").asLong() / NANOS);
                row.put("rows", result.path("rows").asLong());
                row.put("rowsRead", cost.path("rowsRead").asLong());
                row.put("rowsWritten", cost.path("rowsWritten").asLong());
                row.put("hitRate", Shown.rounded(hitRate(cost)));
                rows.add(row);
            }
        }
        return rows;
    }

    private static double hitRate(JsonNode cost) {
        return TrainerCost.hitRate(
                cost.path("cacheHits").asLong(), cost.path("cacheMisses").asLong());
    }
}

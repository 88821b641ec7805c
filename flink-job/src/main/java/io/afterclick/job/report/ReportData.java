package io.afterclick.job.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterclick.job.record.CheckpointTaken;
import io.afterclick.job.variant.VariantSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that the page's script shows, as JSON: numbers, names and nothing that is drawn. */
final class ReportData {

    private ReportData() {}

    static Map<String, Object> of(ReportedRun run, JsonNode results) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("variants", variants(run.variants()));
        data.put("means", ResultTable.of(run.variants(), results));
        data.put("segments", SegmentSeries.of(run.metrics(), run.plan().stream().from()));
        data.put("reliability", Reliability.of(run.metrics()));
        data.put("clicks", ClickCurves.clicks(run));
        data.put("hours", ClickCurves.hours(run));
        data.put("throughput", ResultTable.throughput(run.variants(), results));
        data.put("checkpoints", checkpoints(run.checkpoints()));
        data.put("counts", RunFacts.counts(run.summary()));
        data.put("settings", RunFacts.settings(run.settings()));
        return data;
    }

    private static List<Map<String, Object>> variants(List<VariantSpec> variants) {
        List<Map<String, Object>> shown = new ArrayList<>();
        for (VariantSpec variant : variants) {
            shown.add(Map.of(
                    "name", variant.name(), "role", Role.of(variant.kind()).text()));
        }
        return shown;
    }

    private static List<Map<String, Object>> checkpoints(List<CheckpointTaken> taken) {
        long first = taken.isEmpty() ? 0 : taken.get(0).triggeredAt();
        List<Map<String, Object>> shown = new ArrayList<>();
        for (CheckpointTaken checkpoint : taken) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", checkpoint.id());
            one.put("at", checkpoint.triggeredAt() - first);
            one.put("duration", checkpoint.duration());
            one.put("bytes", checkpoint.bytes());
            one.put("fullBytes", checkpoint.fullBytes());
            one.put("completed", checkpoint.completed());
            shown.add(one);
        }
        return shown;
    }
}

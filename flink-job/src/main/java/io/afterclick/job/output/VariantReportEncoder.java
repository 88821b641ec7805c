package io.afterclick.job.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.job.record.TrainerCost;
import io.afterclick.job.record.TrainerTotals;
import io.afterclick.job.record.VariantReport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.Encoder;
import org.jspecify.annotations.Nullable;

/** Writes reports of variants as one JSON object a line. */
final class VariantReportEncoder implements Encoder<VariantReport> {

    private static final long serialVersionUID = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void encode(VariantReport report, OutputStream out) throws IOException {
        out.write(JSON.writeValueAsBytes(content(report)));
        out.write('\n');
    }

    private static Map<String, Object> content(VariantReport report) {
        TrainerTotals totals = report.totals();
        TrainerCost cost = report.cost();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("variant", report.variant());
        content.put("parametersSha256", report.parametersSha256());
        content.put("optimiserSha256", report.optimiserSha256());
        content.put("examplesPerSecond", rate(totals.samples(), cost.trainingNanos() + cost.flushNanos()));
        content.put("totals", totals);
        content.put("waitingSamples", report.waitingSamples());
        content.put("rows", report.rows());
        content.put("cost", cost);
        return content;
    }

    /** Of training and the flushes of checkpoints, by the task's CPU time. */
    private static @Nullable Double rate(long samples, long nanos) {
        return nanos == 0 ? null : (Double) (samples / (nanos / 1e9));
    }
}

package io.afterclick.job.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.job.count.SegmentCounts;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.metrics.Metric;
import io.afterclick.metrics.MissingReason;
import io.afterclick.metrics.ReliabilityBin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * The metrics of a whole run, read from its committed output after it has ended, and {@code metrics.jsonl}.
 *
 * @param segments by variant, then by segment
 */
public record RunMetrics(List<SegmentMeasured> segments) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KEPT_COUNTS =
            Set.of(SegmentCounts.CLICKS, SegmentCounts.INCOMPLETE, SegmentCounts.MISSING);

    public RunMetrics {
        segments = segments.stream()
                .sorted(Comparator.comparing(SegmentMeasured::variant).thenComparingLong(SegmentMeasured::segment))
                .toList();
    }

    /** Reads what the job has committed; nothing if there is no such folder. */
    public static RunMetrics read(Path metricsFolder) throws IOException {
        List<SegmentMeasured> segments = new ArrayList<>();
        for (Path file : CommittedFiles.of(metricsFolder)) {
            try (DataFileReader<GenericRecord> records =
                    new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
                records.forEach(record -> segments.add(segment(record)));
            }
        }
        return new RunMetrics(segments);
    }

    private static SegmentMeasured segment(GenericRecord record) {
        SortedMap<String, Long> counts = new TreeMap<>();
        map(record, "counts").forEach((name, count) -> counts.put(String.valueOf(name), (Long) count));
        Map<String, MissingReason> reasons = new TreeMap<>();
        map(record, "missing")
                .forEach((name, reason) ->
                        reasons.put(String.valueOf(name), MissingReason.valueOf(String.valueOf(reason))));
        SortedMap<String, Metric> metrics = new TreeMap<>();
        map(record, "metrics").forEach((name, value) -> {
            MissingReason reason = reasons.get(String.valueOf(name));
            metrics.put(String.valueOf(name), reason == null ? Metric.of((Double) value) : Metric.missing(reason));
        });
        return new SegmentMeasured(
                String.valueOf(record.get("variant")),
                (Long) record.get("segment"),
                (Long) record.get("start_ms"),
                (Long) record.get("end_ms"),
                counts,
                metrics,
                reliability(record));
    }

    private static SortedMap<String, List<ReliabilityBin>> reliability(GenericRecord record) {
        SortedMap<String, List<ReliabilityBin>> reliability = new TreeMap<>();
        map(record, "reliability").forEach((quantity, bins) -> {
            List<ReliabilityBin> own = new ArrayList<>();
            for (Object bin : (List<?>) bins) {
                own.add(bin((GenericRecord) bin));
            }
            reliability.put(String.valueOf(quantity), own);
        });
        return reliability;
    }

    private static ReliabilityBin bin(GenericRecord record) {
        return new ReliabilityBin(
                (Integer) record.get("bin"), (Long) record.get("rows"), (Double) record.get("predictions"), (Double)
                        record.get("labels"));
    }

    /**
     * The same, without what was measured of segments that the log does not cover: their clicks count as incomplete. A click's
     * conversion that is kept is known later than that it is refunded or never comes, so that metrics over what was decided
     * when the log ended would be taken over too few of them.
     *
     * @param coveredUntil last instant of clicks whose windows the log covers, in milliseconds
     */
    public RunMetrics covered(long coveredUntil) {
        return new RunMetrics(segments.stream()
                .map(segment -> segment.end() - 1 > coveredUntil ? cutShort(segment) : segment)
                .toList());
    }

    private static SegmentMeasured cutShort(SegmentMeasured segment) {
        SortedMap<String, Long> counts = new TreeMap<>();
        segment.counts().forEach((name, count) -> counts.put(name, KEPT_COUNTS.contains(name) ? count : (Long) 0L));
        counts.merge(SegmentCounts.INCOMPLETE, segment.counts().getOrDefault(SegmentCounts.COMPLETE, 0L), Long::sum);
        SortedMap<String, Metric> metrics = new TreeMap<>();
        segment.metrics().keySet().forEach(name -> metrics.put(name, Metric.missing(MissingReason.NO_ROWS)));
        return new SegmentMeasured(
                segment.variant(), segment.segment(), segment.start(), segment.end(), counts, metrics, new TreeMap<>());
    }

    private static Map<?, ?> map(GenericRecord record, String field) {
        return (Map<?, ?>) record.get(field);
    }

    /** Writes {@code metrics.jsonl}, a line for each variant and segment, in their order. */
    public void write(Path folder) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (SegmentMeasured segment : segments) {
            lines.write(JSON.writeValueAsBytes(line(segment)));
            lines.write('\n');
        }
        WholeFile.write(folder.resolve("metrics.jsonl"), lines.toByteArray());
    }

    private static Map<String, Object> line(SegmentMeasured segment) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("variant", segment.variant());
        line.put("segment", segment.segment());
        line.put("start", segment.start());
        line.put("end", segment.end());
        line.put("counts", segment.counts());
        line.putAll(MetricTree.of(segment.metrics()));
        Map<String, MissingReason> missing = new TreeMap<>();
        segment.metrics().forEach((name, metric) -> {
            if (metric instanceof Metric.Missing without) {
                missing.put(name, without.reason());
            }
        });
        line.put("undefined", missing);
        return line;
    }

    /** What is known of each variant, by its name, for {@code summary.json}; the maps may be added to. */
    public SortedMap<String, Map<String, Object>> variants() {
        SortedMap<String, VariantMeans> means = new TreeMap<>();
        for (SegmentMeasured segment : segments) {
            means.computeIfAbsent(segment.variant(), any -> new VariantMeans()).add(segment);
        }
        SortedMap<String, Map<String, Object>> variants = new TreeMap<>();
        means.forEach((variant, own) -> variants.put(variant, own.content(means)));
        return variants;
    }
}

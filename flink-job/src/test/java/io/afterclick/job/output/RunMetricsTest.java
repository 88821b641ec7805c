package io.afterclick.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.metrics.Metric;
import io.afterclick.metrics.MissingReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Means of a run, and relative improvement between the variants that bound it. */
final class RunMetricsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Metric ONE_CLASS = Metric.missing(MissingReason.EQUAL_LABELS);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void meanLeavesOutAndCountsSegmentsWithoutValue() {
        RunMetrics run = new RunMetrics(List.of(
                segment("tesla", 0, Map.of("cvr.auc", Metric.of(.5), "cvr.nll", ONE_CLASS)),
                segment("tesla", 1, Map.of("cvr.auc", ONE_CLASS, "cvr.nll", ONE_CLASS)),
                segment("tesla", 2, Map.of("cvr.auc", Metric.of(.75), "cvr.nll", ONE_CLASS))));
        assertThat(json(run).path("tesla"))
                .isEqualTo(tree("{'segments':3,'cvr':{'auc':0.625,'nll':null},"
                        + "'undefinedSegments':{'cvr.auc':{'EQUAL_LABELS':1},'cvr.nll':{'EQUAL_LABELS':3}}}"));
    }

    @Test
    void improvementIsInPercentOfTheWayFromPretrainedToOracle() {
        RunMetrics run = new RunMetrics(List.of(
                segment("pretrained", 0, auc(.5)),
                segment("oracle", 0, auc(.75)),
                segment("tesla", 0, auc(.625)),
                segment("reader", 0, Map.of("gmv.auc", Metric.of(.5)))));
        JsonNode variants = json(run);
        assertThat(variants.path("tesla").path("netcvr").path("riAuc").asDouble())
                .isEqualTo(50);
        assertThat(variants.path("tesla").path("netcvr").path("riPrauc").asDouble())
                .isEqualTo(50);
        assertThat(variants.path("pretrained").path("netcvr").path("riAuc").asDouble())
                .isZero();
        assertThat(variants.path("oracle").path("netcvr").path("riAuc").asDouble())
                .isEqualTo(100);
        assertThat(variants.path("reader").path("gmv").has("riAuc")).isFalse();
    }

    @Test
    void improvementIsNullWhereUndefinedAndAbsentWhereNothingBoundsIt() {
        JsonNode equal = json(new RunMetrics(List.of(
                segment("pretrained", 0, auc(.5)), segment("oracle", 0, auc(.5)), segment("tesla", 0, auc(.625)))));
        assertThat(equal.path("tesla").path("netcvr").get("riAuc").isNull()).isTrue();
        JsonNode unbounded =
                json(new RunMetrics(List.of(segment("pretrained", 0, auc(.5)), segment("tesla", 0, auc(.625)))));
        assertThat(unbounded.path("tesla").path("netcvr").has("riAuc")).isFalse();
    }

    @Test
    void linesAreSortedByVariantThenByNumberOfTheSegment() throws IOException {
        new RunMetrics(List.of(
                        segment("tesla", 10, Map.of("cvr.auc", Metric.of(.5))),
                        segment("tesla", 9, Map.of("cvr.auc", ONE_CLASS)),
                        segment("oracle", 11, Map.of("cvr.auc", Metric.of(1)))))
                .write(folder);
        List<String> lines = Files.readAllLines(folder.resolve("metrics.jsonl"));
        assertThat(lines)
                .extracting(RunMetricsTest::tree)
                .containsExactly(
                        tree("{'variant':'oracle','segment':11,'start':1100,'end':1200,'counts':{'clicks':4},"
                                + "'cvr':{'auc':1.0},'undefined':{}}"),
                        tree("{'variant':'tesla','segment':9,'start':900,'end':1000,'counts':{'clicks':4},"
                                + "'cvr':{'auc':null},'undefined':{'cvr.auc':'EQUAL_LABELS'}}"),
                        tree("{'variant':'tesla','segment':10,'start':1000,'end':1100,'counts':{'clicks':4},"
                                + "'cvr':{'auc':0.5},'undefined':{}}"));
    }

    @Test
    void segmentsBeyondWhatTheLogCoversAreIncompleteAsAWhole() {
        SegmentMeasured whole = segment("tesla", 0, Map.of("cvr.auc", Metric.of(.5)));
        SegmentMeasured cut = segment("tesla", 1, Map.of("cvr.auc", Metric.of(.75), "cvr.nll", ONE_CLASS));
        cut.counts()
                .putAll(Map.of(
                        "outcomes.complete", 3L, "outcomes.incomplete", 1L, "outcomes.missing", 0L, "cvr.rows", 3L));
        RunMetrics run = new RunMetrics(List.of(whole, cut));
        assertThat(run.covered(199)).isEqualTo(run);
        RunMetrics covered = run.covered(198);
        assertThat(covered.segments().get(0)).isEqualTo(whole);
        Metric none = Metric.missing(MissingReason.NO_ROWS);
        assertThat(covered.segments().get(1).metrics()).isEqualTo(Map.of("cvr.auc", none, "cvr.nll", none));
        assertThat(covered.segments().get(1).counts())
                .isEqualTo(Map.of(
                        "clicks", 4L,
                        "outcomes.complete", 0L,
                        "outcomes.incomplete", 4L,
                        "outcomes.missing", 0L,
                        "cvr.rows", 0L));
    }

    @Test
    void runWithoutMetricsHasNoVariants() throws IOException {
        RunMetrics none = RunMetrics.read(folder.resolve("metrics"));
        assertThat(none.segments()).isEmpty();
        assertThat(none.variants()).isEmpty();
    }

    private static Map<String, Metric> auc(double value) {
        return Map.of("netcvr.auc", Metric.of(value), "netcvr.prauc", Metric.of(value / 2));
    }

    private static SegmentMeasured segment(String variant, long segment, Map<String, Metric> metrics) {
        return new SegmentMeasured(
                variant,
                segment,
                segment * 100,
                (segment + 1) * 100,
                new TreeMap<>(Map.of("clicks", 4L)),
                new TreeMap<>(metrics),
                new TreeMap<>());
    }

    /** By way of text, so that numbers are of the types that a reader finds. */
    private static JsonNode json(RunMetrics run) {
        return tree(JSON.valueToTree(run.variants()).toString());
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException("JSON: expected a tree, found " + text, e);
        }
    }
}

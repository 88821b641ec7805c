package io.afterclick.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.intake.InputSpec;
import io.afterclick.job.bytes.PackedType;
import io.afterclick.job.bytes.PackedTypeInfo;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.RunFiles;
import io.afterclick.job.output.RunMetrics;
import io.afterclick.job.output.Summary;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.settings.Settings;
import io.afterclick.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.datagen.functions.FromElementsGeneratorFunction;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Judge and metrics on RocksDB: the same streams give the same metrics, and a batch over the files agrees. */
final class JudgeTopologyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    @TempDir
    static Path folder = Path.of("");

    private static List<String> truth = List.of();

    @BeforeAll
    static void runOnceUndisturbed() throws Exception {
        truth = run("truth", JudgeStreams.draw(1), 1, false);
    }

    @Test
    void everyVariantAndSegmentHasItsLine() throws IOException {
        assertThat(truth).hasSize(4 * JudgeStreams.SEGMENTS);
        JsonNode reader = JSON.readTree(truth.get(2 * JudgeStreams.SEGMENTS));
        assertThat(reader.path("variant").asText()).isEqualTo("reader");
        assertThat(reader.path("segment").asLong()).isZero();
        assertThat(reader.path("end").asLong() - reader.path("start").asLong()).isEqualTo(3_600_000);
        assertThat(reader.path("gmv").path("auc").isDouble()).isTrue();
        // A prediction of zero is infinitely wrong.
        assertThat(reader.path("undefined").toString()).isEqualTo("{\"gmv.alpr\":\"INFINITE\"}");
        JsonNode withoutClicks = JSON.readTree(truth.get(JudgeStreams.SEGMENTS - 1));
        assertThat(withoutClicks.path("variant").asText()).isEqualTo("oracle");
        assertThat(withoutClicks.path("counts").path("clicks").asLong()).isZero();
        assertThat(withoutClicks.path("cvr").path("auc").isNull()).isTrue();
        assertThat(withoutClicks.path("undefined").path("cvr.auc").asText()).isEqualTo("NO_ROWS");
    }

    @ParameterizedTest(name = "parallelism {0}")
    @ValueSource(ints = {2, 4})
    void parallelismChangesNothing(int parallelism) throws Exception {
        assertThat(run("at-" + parallelism, JudgeStreams.draw(1), parallelism, false))
                .isEqualTo(truth);
    }

    @Test
    void failureDoublesNothingAndLosesNothing() throws Exception {
        assertThat(run("failed", JudgeStreams.draw(1), 2, true)).isEqualTo(truth);
        assertThat(HaltingSource.reached("judge-failed")).isCompleted();
        assertThat(summary("failed")).isEqualTo(summary("truth"));
    }

    @Test
    void everyPredictionIsAccountedForAndNothingIsLeft() throws IOException {
        Summary summary = Summary.read(files("truth").tallyFolder());
        Map<String, Object> content = summary.content(0, Map.of("tesla", Map.of()));
        long predictions = 4L * (JudgeStreams.CLICKS + 1);
        // The click without outcome is one of four variants.
        assertThat(content.get("predictions"))
                .isEqualTo(Map.of("total", predictions, "withoutOutcome", 4L, "outcomesWithoutPrediction", 0L));
        assertThat(content.get("stateAtEnd")).isEqualTo(Map.of("keys", 0L, "timers", 0L));
        long clicks = 0;
        for (String line : truth) {
            JsonNode counts = JSON.readTree(line).path("counts");
            clicks += counts.path("clicks").asLong();
            assertThat(counts.path("outcomes.complete").asLong()
                            + counts.path("outcomes.incomplete").asLong()
                            + counts.path("outcomes.missing").asLong())
                    .isEqualTo(counts.path("clicks").asLong());
        }
        assertThat(clicks).isEqualTo(predictions);
    }

    @Test
    void batchOverTheFilesAgreesExactly() throws IOException {
        SortedMap<String, Metric> expected = MetricsRecount.of(files("truth").folder());
        assertThat(expected).hasSize(4 * (3 * 15 + 4));
        SortedMap<String, Metric> found = new TreeMap<>();
        for (SegmentMeasured segment :
                RunMetrics.read(files("truth").metricsFolder()).segments()) {
            if (segment.counts().getOrDefault("clicks", 0L) > 0) {
                segment.metrics()
                        .forEach((name, metric) ->
                                found.put(segment.variant() + "/" + segment.segment() + "/" + name, metric));
            }
        }
        assertThat(found).isEqualTo(expected);
        for (String text : truth) {
            JsonNode line = JSON.readTree(text);
            expected.forEach((name, metric) -> assertSame(line, name, metric));
        }
    }

    private static void assertSame(JsonNode line, String name, Metric metric) {
        String[] parts = name.split("[/.]");
        boolean other = !line.path("variant").asText().equals(parts[0])
                || line.path("segment").asLong() != Long.parseLong(parts[1]);
        if (!other) {
            JsonNode value = line.path(parts[2]).path(parts[3]);
            assertThat(value.isNull() ? null : (Double) value.asDouble())
                    .as(name)
                    .isEqualTo(metric.orNull());
        }
    }

    @Test
    void runsMeansAreOverTheSegmentsWhereAMetricIsDefined() throws IOException {
        RunMetrics metrics = RunMetrics.read(files("truth").metricsFolder());
        Map<String, Map<String, Object>> variants = metrics.variants();
        assertThat(variants).containsOnlyKeys("oracle", "pretrained", "reader", "tesla");
        JsonNode tesla = JSON.valueToTree(variants.get("tesla"));
        double sum = 0;
        for (SegmentMeasured segment : metrics.segments()) {
            if (segment.variant().equals("tesla") && segment.metrics().get("cvr.auc") instanceof Metric.Value auc) {
                sum += auc.value();
            }
        }
        assertThat(tesla.path("segments").asInt()).isEqualTo(JudgeStreams.SEGMENTS);
        assertThat(tesla.path("cvr").path("auc").asDouble()).isCloseTo(sum / 4, within(1e-12));
        assertThat(tesla.path("cvr").path("riAuc").isDouble()).isTrue();
        assertThat(tesla.path("undefinedSegments")
                        .path("cvr.auc")
                        .path("NO_ROWS")
                        .asInt())
                .isOne();
        assertThat(tesla.path("undefinedSegments")
                        .path("rfr.auc")
                        .path("NOT_A_NUMBER")
                        .asInt())
                .isOne();
    }

    /** Runs the streams through the topology and returns the lines of {@code metrics.jsonl}. */
    private static List<String> run(String name, JudgeStreams streams, int parallelism, boolean fails)
            throws Exception {
        CLUSTER.awaitEnd(CLUSTER.submit(job(name, streams, parallelism, fails)));
        RunFiles files = files(name);
        RunMetrics.read(files.metricsFolder()).write(files.folder());
        return Files.readAllLines(files.folder().resolve("metrics.jsonl"));
    }

    private static Map<String, Object> summary(String name) throws IOException {
        return Summary.read(files(name).tallyFolder()).content(0, Map.of("tesla", Map.of()));
    }

    private static RunFiles files(String name) {
        return new RunFiles(folder.resolve(name), FileFormat.AVRO, List.of("colour"));
    }

    private static JobGraph job(String name, JudgeStreams streams, int parallelism, boolean fails) throws IOException {
        RunFiles files = files(name);
        Settings settings = Settings.of(
                InputSpec.Kind.EVENTS,
                null,
                Map.of("run.checkpoint-interval", "100 ms", "restart-strategy.fixed-delay.delay", "1 ms"));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(
                FlinkSettings.of(settings, files.workFolder().resolve("checkpoints")));
        env.setParallelism(parallelism);
        Source<Predicted, ?, ?> predictions =
                source(streams.predictions(), PackedTypeInfo.of(Predicted.class, PackedType.PREDICTED));
        DataStream<SettledOutcome> outcomes = stream(
                env,
                "outcomes",
                source(streams.outcomes(), PackedTypeInfo.of(SettledOutcome.class, PackedType.SETTLED_OUTCOME)));
        DataStream<SegmentScored> scored = stream(
                env,
                "scored",
                source(streams.scored(), PackedTypeInfo.of(SegmentScored.class, PackedType.SEGMENT_SCORED)));
        JudgeTopology.attach(
                        stream(
                                env,
                                "predictions",
                                fails ? HaltingSource.fails(predictions, "judge-" + name, 700) : predictions),
                        scored,
                        outcomes,
                        JudgeStreams.settings(),
                        files)
                .sinkTo(files.tallies())
                .uid(OperatorId.TALLIES.uid());
        outcomes.sinkTo(files.outcomes()).uid(OperatorId.OUTCOMES.uid());
        return env.getStreamGraph().getJobGraph();
    }

    private static <T> DataGeneratorSource<T> source(List<T> elements, PackedTypeInfo<T> type) {
        return new DataGeneratorSource<>(
                new FromElementsGeneratorFunction<>(type, new ExecutionConfig(), elements), elements.size(), type);
    }

    private static <T> DataStream<T> stream(StreamExecutionEnvironment env, String name, Source<T, ?, ?> source) {
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), name)
                .uid("test-" + name)
                .setParallelism(1);
    }
}

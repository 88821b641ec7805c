package io.afterclick.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterclick.event.EventKind;
import io.afterclick.job.trainer.GeneratedStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.JobID;
import org.apache.flink.util.FileUtils;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Savepoints that released versions have left in the middle of a stream are restored by this one, which may have more operators and other
 * variants, and go on to what a run of this version comes to. Before a release: {@code -Dsavepoint.write=vN}.
 */
final class StoredSavepointsTest {

    private static final String MODELS = "tesla,oracle";
    private static final Path STORED = Path.of("src/test/resources/savepoints");
    /** A savepoint knows the files that it was reading by their path, so this one is relative. */
    private static final Path HERE = Path.of("target/savepoints");
    /** Parameters are the same bits on one kind of processor only. */
    private static final double ROUNDING = 1e-3;

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    @TempDir
    static Path folder = Path.of("");

    static List<String> versions() throws IOException {
        try (Stream<Path> versions = Files.list(STORED)) {
            return versions.map(version -> String.valueOf(version.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static Path unpacked(String version) throws IOException {
        Path here = HERE.resolve(version);
        FileUtils.deleteDirectory(here.toFile());
        FileUtils.copy(
                new org.apache.flink.core.fs.Path(STORED.resolve(version).toUri()),
                new org.apache.flink.core.fs.Path(here.toUri()),
                false);
        return here;
    }

    private static TrainingPipeline pipeline(GeneratedStream stream, String models, String out) throws IOException {
        return new TrainingPipeline(stream, stream.events(), models, folder.resolve(out));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void goesOnWithMoreOperatorsAndOtherVariants(String version) throws Exception {
        Path here = unpacked(version);
        GeneratedStream stream = GeneratedStream.left(here);
        String others = "tesla,tesla:rows=deferred:name=new";
        TrainingPipeline whole = pipeline(stream, others, "whole-" + version).run(CLUSTER, 2);
        TrainingPipeline resumed =
                pipeline(stream, others, "resumed-" + version).writingSamples();
        CLUSTER.awaitEnd(CLUSTER.submit(
                resumed.resumed(4, here.resolve("savepoint").toUri().toString())));

        Map<String, Map<String, Object>> expected = whole.reports();
        Map<String, Map<String, Object>> found = resumed.reports();
        for (String variant : List.of("tesla")) {
            Map<String, Object> shall = Objects.requireNonNull(expected.get(variant));
            assertThat(found.get(variant))
                    .containsEntry("totals", shall.get("totals"))
                    .containsEntry("rows", shall.get("rows"));
        }
        // The new one has seen the second half alone.
        assertThat(steps(found, "new")).isPositive().isLessThan(steps(expected, "new"));
        assertThat(RunContent.records(resumed.files().folder().resolve("samples")))
                .isNotEmpty();
        assertSamePredictions(resumed, whole);
    }

    private static long steps(Map<String, Map<String, Object>> reports, String variant) {
        JsonNode totals = (JsonNode) Objects.requireNonNull(
                Objects.requireNonNull(reports.get(variant)).get("totals"));
        return totals.get("steps").asLong();
    }

    private static void assertSamePredictions(TrainingPipeline resumed, TrainingPipeline whole) throws IOException {
        Map<String, GenericRecord> all = predictions(whole);
        Map<String, GenericRecord> rest = predictions(resumed);
        assertThat(rest).isNotEmpty().hasSizeLessThan(all.size());
        rest.forEach((key, found) -> {
            if (!key.startsWith("new/")) {
                GenericRecord expected = Objects.requireNonNull(all.get(key), key);
                assertThat(found.get("segment")).isEqualTo(expected.get("segment"));
                assertThat(found.get("step")).isEqualTo(expected.get("step"));
                for (String value : List.of("cvr", "netcvr", "gmv")) {
                    if (expected.get(value) != null) {
                        double is = (Double) found.get(value);
                        double shall = (Double) expected.get(value);
                        assertThat(is).isCloseTo(shall, Offset.offset(ROUNDING * (1 + shall)));
                    }
                }
            }
        });
    }

    private static Map<String, GenericRecord> predictions(TrainingPipeline run) throws IOException {
        Map<String, GenericRecord> predictions = new HashMap<>();
        for (GenericRecord record : RunContent.records(run.files().folder().resolve("predictions"))) {
            predictions.put(record.get("variant") + "/" + record.get("click_id"), record);
        }
        return predictions;
    }

    @Test
    @EnabledIfSystemProperty(named = "savepoint.write", matches = "v\\d+", disabledReason = "run on purpose only")
    void writeOfThisVersion() throws Exception {
        String version = System.getProperty("savepoint.write");
        Path here = HERE.resolve(version);
        FileUtils.deleteDirectory(here.toFile());
        GeneratedStream stream = GeneratedStream.in(here);
        // The other sources end: they have fewer records than bring a watermark.
        Map<EventKind, Long> halts = Map.of(EventKind.CLICK, 2_600L);
        TrainingPipeline first = pipeline(stream, MODELS, "first");
        halts.forEach((kind, records) -> first.stopping(kind, "stored" + kind, records));
        JobID job = CLUSTER.submit(first.job(2));
        for (EventKind kind : halts.keySet()) {
            HaltingSource.reached("stored" + kind).get(60, TimeUnit.SECONDS);
        }
        CLUSTER.awaitEnded(job, 2);
        first.awaitPredictions();
        FileUtils.deleteDirectory(here.resolve("reader").toFile());
        String savepoint = CLUSTER.stop(job, folder.resolve("savepoints"));
        FileUtils.copy(
                new org.apache.flink.core.fs.Path(savepoint),
                new org.apache.flink.core.fs.Path(here.resolve("savepoint").toUri()),
                false);
        FileUtils.copy(
                new org.apache.flink.core.fs.Path(here.toUri()),
                new org.apache.flink.core.fs.Path(STORED.resolve(version).toUri()),
                false);
    }
}

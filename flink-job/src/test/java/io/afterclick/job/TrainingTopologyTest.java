package io.afterclick.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;
import io.afterclick.job.count.CountNames;
import io.afterclick.job.output.Summary;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.trainer.GeneratedStream;
import io.afterclick.job.trainer.SavepointModels;
import io.afterclick.job.trainer.Truth;
import io.afterclick.job.trainer.VariantPlan;
import io.afterclick.metrics.Metric;
import io.afterclick.synthetic.DamageSettings;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.ProgressListener;
import io.afterclick.trial.TrialLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters, predictions and metrics of the true job are a function of the input, whatever fails. */
final class TrainingTopologyTest {

    private static final String MODELS =
            "tesla,reader:rows=deferred:name=reader,oracle,tesla:learning-rate=1e30:name=wild";

    @RegisterExtension
    static final TestCluster CLUSTER = new TestCluster();

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before the first test
    private static GeneratedStream stream;

    @SuppressWarnings("NullAway.Init") // before the first test
    private static TrainingPipeline undisturbed;

    @SuppressWarnings("NullAway.Init") // before the first test
    private static TrainingResult truth;

    @BeforeAll
    static void runOnceUndisturbed() throws Exception {
        stream = GeneratedStream.in(folder);
        undisturbed = pipeline(stream.events(), "truth").run(CLUSTER, 1);
        truth = TrainingResult.of(undisturbed);
    }

    private static TrainingPipeline pipeline(Path events, String out) throws IOException {
        return new TrainingPipeline(stream, events, MODELS, folder.resolve(out));
    }

    @Test
    void trialWithoutAnEngineGivesTheSameParameters() throws IOException {
        assertThat(truth.reports()).hasSize(4);
        int predictions = 0;
        for (VariantPlan plan : stream.plans(MODELS)) {
            Truth trial = Truth.of(plan, stream.log(), stream.settings(MODELS));
            Map<String, Object> report = truth.report(plan.name());
            assertThat(report.get("parametersSha256")).hasToString('"' + trial.parametersSha256() + '"');
            assertThat(report.get("optimiserSha256")).hasToString('"' + trial.optimiserSha256() + '"');
            assertThat(trial.steps() + trial.refused()).isGreaterThan(2);
            predictions += trial.predictions().size();
        }
        assertThat(truth.predictions()).hasSize(predictions);
    }

    @ParameterizedTest(name = "parallelism {0}")
    @ValueSource(ints = {2, 4})
    void parallelismChangesNothing(int parallelism) throws Exception {
        TrainingResult.of(pipeline(stream.events(), "at-" + parallelism).run(CLUSTER, parallelism))
                .assertSameAs(truth);
    }

    /** The same events out of order, some twice, and a late one of each kind behind them. */
    private static Path damaged() throws IOException {
        Path damaged = folder.resolve("damaged");
        if (Files.exists(damaged)) {
            return damaged;
        }
        Generator.generate(
                new GenerateSettings(
                        stream.generated().profile(),
                        stream.generated().clicks(),
                        stream.generated().days(),
                        stream.generated().seed(),
                        damaged,
                        stream.generated().refundShare(),
                        false,
                        false,
                        new DamageSettings(.3, .05, 0, 0, 0, 5, Duration.ofMillis(GeneratedStream.DISORDER), false)),
                ProgressListener.NONE);
        for (EventKind kind : EventKind.values()) {
            Path file = damaged.resolve(kind.plural() + ".csv");
            String early = Files.readAllLines(file).get(1).replaceFirst("^[^,]*", "late");
            Files.writeString(file, early + "\n", StandardOpenOption.APPEND);
        }
        return damaged;
    }

    @Test
    void disorderDuplicatesAndLateRecordsChangeNothing() throws Exception {
        TrainingPipeline run = pipeline(damaged(), "of-damaged").run(CLUSTER, 2);
        TrainingResult.of(run).assertSameAs(truth);
        Summary summary = run.summary();
        assertThat(summary.count(CountNames.deadLetters(RefusalReason.LATE))).isEqualTo(EventKind.values().length);
        assertThat(summary.count(CountNames.deadLetters(RefusalReason.DUPLICATE)))
                .isGreaterThan(100);
        assertThat(summary.records()).isEqualTo(summary.applied() + summary.outOfAttribution() + summary.deadLetters());
    }

    @Test
    void failuresBetweenAndDuringCheckpointsChangeNothing() throws Exception {
        TrainingPipeline run = pipeline(stream.events(), "failed")
                .failing(EventKind.CLICK, "training-clicks", 2_400)
                .failing(EventKind.PURCHASE, "training-purchases", 100)
                .failingAtCheckpoint("training-sink", 3)
                .run(CLUSTER, 2);
        assertThat(HaltingSource.reached("training-clicks")).isCompleted();
        assertThat(HaltingSource.reached("training-purchases")).isCompleted();
        assertThat(FailingSink.checkpoints("training-sink")).isGreaterThan(3);
        // The sink that fails is that of dead samples, which it drops.
        TrainingResult.of(run).withDeadSamples(truth.deadSamples()).assertSameAs(truth);
    }

    @ParameterizedTest(name = "from {0} to {1}, damaged {2}")
    @CsvSource({"1, 2, false", "4, 1, true"})
    void stoppedJobGoesOnToTheSameParameters(int before, int after, boolean isDamaged) throws Exception {
        Path events = isDamaged ? damaged() : stream.events();
        String name = "training-stopped-" + before;
        // The other sources end: they have fewer records than bring a watermark.
        Map<EventKind, Long> halts = Map.of(EventKind.CLICK, 2_600L);
        TrainingPipeline first = pipeline(events, name);
        halts.forEach((kind, records) -> first.stopping(kind, name + kind, records));
        JobID job = CLUSTER.submit(first.job(before));
        for (EventKind kind : halts.keySet()) {
            HaltingSource.reached(name + kind).get(60, TimeUnit.SECONDS);
        }
        CLUSTER.awaitEnded(job, 2);
        first.awaitPredictions();
        String savepoint = CLUSTER.stop(job, folder.resolve("savepoints"));
        Collection<GenericRecord> soFar =
                RunContent.records(first.files().folder().resolve("predictions"));
        assertThat(soFar).isNotEmpty().hasSizeLessThan(truth.predictions().size());
        assertOthersAreRefusedBeforeTheyRun(savepoint);

        TrainingPipeline second = pipeline(events, name);
        CLUSTER.awaitEnd(CLUSTER.submit(second.resumed(after, savepoint)));
        TrainingResult.of(second).assertSameAs(truth);
    }

    private static void assertOthersAreRefusedBeforeTheyRun(String savepoint) throws IOException {
        SavepointModels models = SavepointModels.read(savepoint, OperatorId.TRAINER.uid());
        int parallelism = RunOptions.MAX_PARALLELISM.defaultValue();
        models.requireSame(stream.settings(stream.plans("tesla,tesla:name=new"), 1 << 20, 1 << 20), parallelism);
        List<VariantPlan> otherSeed = stream.plans("tesla", stream.changed("seed"));
        assertThatThrownBy(() -> models.requireSame(stream.settings(otherSeed, 1 << 20, 1 << 20), parallelism))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("savepoint " + savepoint + ": variant tesla: expected seed 1 as in its state, found 2; a"
                        + " variant of another name begins anew");
        assertThatThrownBy(() -> models.requireSame(stream.settings("tesla"), 64))
                .hasMessage("savepoint " + savepoint + ": expected maximum parallelism " + parallelism
                        + " as in its state, found 64");
        assertThatThrownBy(() -> SavepointModels.read("/nowhere", OperatorId.TRAINER.uid()))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .hasLineCount(1)
                .startsWith("savepoint /nowhere: expected the folder of a savepoint, found ");
        TrainingPipeline otherKind = new TrainingPipeline(
                stream,
                stream.events(),
                "reader:name=tesla",
                folder.resolve("other-kind"),
                Map.of("execution.state-recovery.path", savepoint));
        assertThatThrownBy(() -> otherKind.job(1))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("savepoint " + savepoint + ": variant tesla: expected ");
    }

    @Test
    void samplesOfBatchesThatAreNotFiniteAreDeadLetters() throws IOException {
        JsonNode totals = (JsonNode) Objects.requireNonNull(truth.report("wild").get("totals"));
        long refused = totals.get("refusedSamples").asLong();
        assertThat(totals.get("refusedBatches").asLong()).isPositive();
        assertThat(truth.deadSamples()).hasSize((int) refused).doesNotHaveDuplicates();
        Set<String> ids = new HashSet<>();
        for (GenericRecord letter :
                RunContent.records(undisturbed.files().folder().resolve("dead-letters"))) {
            if (String.valueOf(letter.get("kind")).equals("SAMPLE")) {
                assertThat(letter.get("reason")).hasToString("NON_FINITE");
                assertThat(letter.get("source")).hasToString("variant wild");
                JsonNode sample = new ObjectMapper().readTree(((ByteBuffer) letter.get("raw")).array());
                assertThat(sample.get("click_id").asText()).isEqualTo(String.valueOf(letter.get("click_id")));
                assertThat(sample.get("delivered_at_ms").asLong()).isEqualTo(letter.get("event_time_ms"));
                ids.add(String.valueOf(letter.get("record_id")));
            }
        }
        assertThat(ids).hasSize((int) refused);
        // Samples are no records: those were applied.
        Summary summary = undisturbed.summary();
        assertThat(summary.records()).isEqualTo(summary.applied() + summary.outOfAttribution() + summary.deadLetters());
    }

    @Test
    void batchOverTheFilesGivesTheSameMetrics() throws IOException {
        SortedMap<String, Metric> found = new TreeMap<>();
        truth.metrics().forEach(segment -> found.putAll(named(segment)));
        SortedMap<String, Metric> expected =
                MetricsRecount.of(undisturbed.files().folder());
        assertThat(found).isEqualTo(expected);
        assertThat(found.get("tesla/2/cvr.auc")).isInstanceOf(Metric.Value.class);
    }

    private static SortedMap<String, Metric> named(SegmentMeasured segment) {
        SortedMap<String, Metric> named = new TreeMap<>();
        segment.metrics()
                .forEach((name, metric) -> named.put(segment.variant() + "/" + segment.segment() + "/" + name, metric));
        return named;
    }

    @Test
    void segmentsThatTheLogDoesNotCoverEnterNoMetric() throws Exception {
        long cut = GeneratedStream.segments().start() + 50 * GeneratedStream.HOUR;
        Path events = Files.createDirectories(folder.resolve("cut"));
        for (EventKind kind : EventKind.values()) {
            List<String> lines = Files.readAllLines(stream.events().resolve(kind.plural() + ".csv"));
            int column = List.of(lines.get(0).split(",", -1)).indexOf("event_time_ms");
            Files.write(
                    events.resolve(kind.plural() + ".csv"),
                    lines.stream()
                            .filter(line ->
                                    line.equals(lines.get(0)) || Long.parseLong(line.split(",", -1)[column]) < cut)
                            .toList());
        }
        TrainingPipeline run = pipeline(events, "of-cut").run(CLUSTER, 2);
        SortedMap<String, Metric> recount = MetricsRecount.of(run.files().folder());
        long covered = 0;
        for (SegmentMeasured segment : run.metrics().segments()) {
            if (segment.segment() == 1) {
                // A day of the log is left behind it.
                assertThat(segment.counts()).containsEntry("outcomes.incomplete", 0L);
                assertThat(recount).containsAllEntriesOf(named(segment));
                covered++;
            } else {
                long clicks = segment.counts().getOrDefault("clicks", 0L);
                assertThat(segment.counts())
                        .containsEntry("outcomes.complete", 0L)
                        .containsEntry("outcomes.incomplete", clicks);
                assertThat(segment.metrics().values()).allMatch(Metric.Missing.class::isInstance);
            }
        }
        assertThat(covered).isEqualTo(4);
        TrialLog log = GeneratedStream.read(events, stream.features().names());
        assertThat(log.coveredUntil())
                .isEqualTo(run.summary().logEnd() - GeneratedStream.windows().longest());
        assertThat(log.completeOutcomes(GeneratedStream.segments()))
                .extracting(
                        outcome -> GeneratedStream.segments().of(outcome.click().time()))
                .contains(1L)
                .allMatch(segment -> segment <= 1);
    }
}

package io.afterclick.job.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.Routed;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.job.record.VariantReport;
import io.afterclick.job.trainer.TrainerHarness.Backend;
import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.embedding.HeapRows;
import io.afterclick.learn.matrix.MatrixEngines;
import io.afterclick.model.LearnerDigest;
import io.afterclick.trial.SegmentJudge;
import io.afterclick.trial.Segments;
import io.afterclick.trial.TestThenTrain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Undisturbed, the trainer gives what a trial without an engine gives, to the bit. */
final class TrainerTruthTest {

    private static final String ALL = "tesla,tesla:rows=deferred:weighting=online:name=deferred,reader,"
            + "reader:rows=deferred:name=reader-deferred,oracle,reader-oracle,pretrained,reader-pretrained";
    private static final long AMPLE = 64 << 20;

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before the first test
    private static GeneratedStream stream;

    @BeforeAll
    static void generate() throws IOException {
        stream = GeneratedStream.in(folder);
    }

    static void assertSame(VariantReport report, List<Predicted> predictions, Truth truth) {
        assertThat(predictions).as(report.variant()).isEqualTo(truth.predictions());
        assertThat(report.parametersSha256()).as(report.variant()).isEqualTo(truth.parametersSha256());
        assertThat(report.optimiserSha256()).as(report.variant()).isEqualTo(truth.optimiserSha256());
        assertThat(report.totals().clicks()).isEqualTo(truth.predictions().size());
        assertThat(report.totals().steps()).isEqualTo(truth.steps());
        assertThat(report.totals().samples()).isEqualTo(truth.samples());
        assertThat(report.totals().refusedSamples()).isEqualTo(truth.refused());
        assertThat(report.waitingSamples()).isEqualTo(truth.waiting());
    }

    static List<Predicted> of(String variant, List<Predicted> predictions) {
        return predictions.stream().filter(one -> one.variant().equals(variant)).toList();
    }

    @ParameterizedTest
    @EnumSource
    void everyVariantIsTrainedAsWithoutAnEngine(Backend backend) throws Exception {
        TrainerSettings settings = stream.settings(backend == Backend.ROCKSDB ? ALL : "tesla,reader");
        try (TrainerHarness trainer = TrainerHarness.start(settings, backend)) {
            trainer.follow(Feed.of(stream.log(), settings.variants()));
            trainer.end();
            List<Predicted> predictions = trainer.predictions();
            List<VariantReport> reports = trainer.reports();
            assertThat(reports).hasSameSizeAs(settings.variants());
            for (int i = 0; i < reports.size(); i++) {
                VariantPlan plan = settings.variants().get(i);
                assertThat(reports.get(i).variant()).isEqualTo(plan.name());
                assertThat(reports.get(i).totals().steps() > 0).isEqualTo(plan.delivery() != null);
                assertSame(reports.get(i), of(plan.name(), predictions), Truth.of(plan, stream.log(), settings));
            }
            assertThat(trainer.notFinite()).isEmpty();
        }
    }

    @Test
    void scoredSegmentsAreToldWithTheirClicks() throws Exception {
        TrainerSettings settings = stream.settings("tesla,oracle");
        try (TrainerHarness trainer = TrainerHarness.start(settings, Backend.HEAP)) {
            trainer.follow(Feed.of(stream.log(), settings.variants()));
            trainer.end();
            Map<String, Long> clicks = new TreeMap<>();
            for (Predicted prediction : trainer.predictions()) {
                clicks.merge(prediction.variant() + prediction.segment(), 1L, Long::sum);
            }
            Segments segments = settings.segments();
            List<SegmentScored> told = trainer.segments();
            assertThat(told).hasSize(2 * segments.count());
            for (SegmentScored segment : told) {
                assertThat(segment.clicks()).isEqualTo(clicks.getOrDefault(segment.variant() + segment.segment(), 0L));
                assertThat(segment.start()).isEqualTo(segments.start() + segment.segment() * segments.length());
                assertThat(segment.end()).isEqualTo(segment.start() + segments.length());
            }
            assertThat(told.stream()
                            .filter(segment -> segment.variant().equals("oracle"))
                            .map(SegmentScored::segment))
                    .containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void rowsThatComeAndGoKeepTheirBits() throws Exception {
        List<VariantPlan> plans = stream.plans("tesla:rows=deferred:name=deferred,reader");
        // A handful of rows, far fewer than those of a batch, and as many records in memory.
        TrainerSettings tiny = stream.settings(plans, 2_000, 500);
        try (TrainerHarness trainer = TrainerHarness.start(tiny, Backend.ROCKSDB)) {
            trainer.follow(Feed.of(stream.log(), plans));
            trainer.end();
            List<Predicted> predictions = trainer.predictions();
            for (VariantReport report : trainer.reports()) {
                VariantPlan plan = plans.stream()
                        .filter(one -> one.name().equals(report.variant()))
                        .findFirst()
                        .orElseThrow();
                assertThat(report.cost().rowsRead()).isGreaterThan(3 * report.rows());
                assertSame(report, of(plan.name(), predictions), Truth.of(plan, stream.log(), tiny));
            }
        }
    }

    @Test
    void tooFewSamplesAreTheFirstOfTheNextSegment() throws Exception {
        Segments hours = Segments.between(
                GeneratedStream.segments().start(),
                GeneratedStream.segments().start() + GeneratedStream.DAY,
                GeneratedStream.HOUR);
        List<VariantPlan> plans = stream.plans("tesla,reader");
        TrainerSettings settings = stream.settings(plans, AMPLE, 2_000, hours);
        List<Truth> truths = new ArrayList<>();
        for (VariantPlan plan : plans) {
            truths.add(Truth.of(plan, stream.log(), settings));
        }
        List<Feed.Step> feed = Feed.of(stream.log(), plans);
        // Fewer steps than segments: some had to wait.
        assertThat(truths.get(1).steps()).isBetween(2L, hours.count() - 2L);
        try (TrainerHarness before = TrainerHarness.start(settings, Backend.ROCKSDB)) {
            int half = feed.size() * 5 / 8;
            before.follow(feed.subList(0, half));
            List<Predicted> predictions = before.predictions();
            assertThat(predictions).isNotEmpty();
            try (TrainerHarness after = TrainerHarness.restore(settings, Backend.ROCKSDB, before.snapshot())) {
                after.follow(feed.subList(half, feed.size()));
                after.end();
                predictions.addAll(after.predictions());
                List<VariantReport> reports = after.reports();
                for (int i = 0; i < reports.size(); i++) {
                    assertSame(reports.get(i), of(plans.get(i).name(), predictions), truths.get(i));
                }
            }
        }
    }

    @Test
    void watermarkWaitsForTheSegmentAndThenFollows() throws Exception {
        TrainerSettings settings = stream.settings("tesla");
        Segments segments = settings.segments();
        long end = segments.start() + segments.length();
        try (TrainerHarness trainer = TrainerHarness.start(settings, Backend.HEAP)) {
            for (Feed.Step step : Feed.of(stream.log(), settings.variants())) {
                if (step instanceof Feed.Mark mark && mark.time() >= end - 1) {
                    break;
                }
                trainer.take(step);
                assertThat(trainer.turn()).isFalse();
            }
            trainer.watermark(end - 2);
            assertThat(trainer.turn()).isFalse();
            assertThat(trainer.forwarded()).isEqualTo(end - 2);

            trainer.watermark(end + 5);
            assertThat(trainer.forwarded()).isEqualTo(end - 2);
            while (trainer.turn()) {
                assertThat(trainer.forwarded()).isIn(end - 2, end + 5);
            }
            assertThat(trainer.forwarded()).isEqualTo(end + 5);

            // Three segments at once are followed one by one.
            trainer.watermark(end + 3 * segments.length());
            List<Long> seen = new ArrayList<>();
            while (trainer.turn()) {
                long now = trainer.forwarded();
                if (seen.isEmpty() || seen.get(seen.size() - 1) < now) {
                    seen.add(now);
                }
            }
            assertThat(seen)
                    .containsExactly(
                            end + segments.length() - 2,
                            end + 2 * segments.length() - 2,
                            end + 3 * segments.length() - 2,
                            end + 3 * segments.length());
        }
    }

    @Test
    void drainOfUnboundedInputTrainsNothingAndForgetsNothing() throws Exception {
        TrainerSettings bounded = stream.settings("tesla,reader");
        TrainerSettings settings = new TrainerSettings(
                bounded.variants(),
                bounded.segments(),
                bounded.batchSizes(),
                bounded.features(),
                bounded.cacheBytes(),
                bounded.waitingBytes(),
                false);
        List<Feed.Step> feed = Feed.of(stream.log(), settings.variants());
        int half = feed.size() * 7 / 8;
        try (TrainerHarness before = TrainerHarness.start(settings, Backend.ROCKSDB)) {
            before.follow(feed.subList(0, half));
            List<Predicted> predictions = before.predictions();
            assertThat(predictions).isNotEmpty();
            before.end();
            assertThat(before.predictions()).isEmpty();
            assertThat(before.reports()).isEmpty();
            assertThat(before.forwarded()).isEqualTo(Long.MAX_VALUE);
            try (TrainerHarness after = TrainerHarness.restore(bounded, Backend.ROCKSDB, before.snapshot())) {
                after.follow(feed.subList(half, feed.size()));
                after.end();
                predictions.addAll(after.predictions());
                for (VariantReport report : after.reports()) {
                    VariantPlan plan = settings.variants().get(report.variant().equals("tesla") ? 0 : 1);
                    assertSame(report, of(plan.name(), predictions), Truth.of(plan, stream.log(), settings));
                }
            }
        }
    }

    @Test
    void batchesThatAreNotFiniteChangeNothingAndTheirSamplesLeave() throws Exception {
        TrainerSettings settings = stream.settings("tesla:learning-rate=1e30:name=wild,reader");
        List<Feed.Step> feed = Feed.of(stream.log(), settings.variants());
        Truth truth = Truth.of(settings.variants().get(0), stream.log(), settings);
        assertThat(truth.steps()).isPositive();
        assertThat(truth.refused()).isGreaterThan(64);
        int half = feed.size() * 7 / 8;
        try (TrainerHarness before = TrainerHarness.start(settings, Backend.HEAP)) {
            before.follow(feed.subList(0, half));
            List<Predicted> predictions = before.predictions();
            assertThat(predictions).isNotEmpty();
            List<Routed> left = before.notFinite();
            assertThat(left).isNotEmpty();
            try (TrainerHarness after = TrainerHarness.restore(settings, Backend.HEAP, before.snapshot())) {
                after.follow(feed.subList(half, feed.size()));
                after.end();
                predictions.addAll(after.predictions());
                left.addAll(after.notFinite());
                List<VariantReport> reports = after.reports();
                assertSame(reports.get(0), of("wild", predictions), truth);
                assertThat(reports.get(1).totals().refusedBatches()).isZero();
                assertThat(left)
                        .hasSize((int) truth.refused())
                        .doesNotHaveDuplicates()
                        .allMatch(one -> one.variant().equals("wild"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tesla", "tesla:rows=deferred", "reader:rows=deferred", "oracle"})
    void whatIsDenseIsReadAsItWasWritten(String model) throws Exception {
        VariantPlan plan = stream.plans(model).get(0);
        DurableLearner trained = open(plan);
        String begun = new LearnerDigest(trained).optimiser();
        new TestThenTrain(GeneratedStream.segments(), GeneratedStream.batches(), stream.features())
                .run(
                        trained.learner(),
                        stream.log().samplesOf(String.valueOf(plan.delivery())),
                        List.of(),
                        new SegmentJudge(List.of()));
        HeapMapState<String, byte[]> state = new HeapMapState<>();
        new DenseState(state).write(trained);
        DurableLearner read = open(plan);
        new DenseState(state).read(read);
        LearnerDigest digest = new LearnerDigest(read);
        assertThat(digest.parameters()).isEqualTo(new LearnerDigest(trained).parameters());
        assertThat(digest.optimiser())
                .isEqualTo(new LearnerDigest(trained).optimiser())
                .isNotEqualTo(begun);

        String name = state.keys().iterator().next();
        state.remove(name);
        assertThatThrownBy(() -> new DenseState(state).read(open(plan)))
                .isInstanceOf(IOException.class)
                .hasMessage("trainer's state: expected " + name + ", found none; a variant's model cannot change");
    }

    private static DurableLearner open(VariantPlan plan) throws IOException {
        return plan.opener()
                .open(
                        MatrixEngines.best(),
                        (layout, origin) -> new HeapRows(stream.features().size(), layout, origin));
    }
}

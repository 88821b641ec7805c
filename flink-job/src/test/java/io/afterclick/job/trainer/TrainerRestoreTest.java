package io.afterclick.job.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.job.record.VariantReport;
import io.afterclick.job.trainer.TrainerHarness.Backend;
import io.afterclick.job.trainer.TrainerHarness.Instance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a trainer is interrupted, it goes on to the same bits. */
final class TrainerRestoreTest {

    private static final String VARIANTS = "tesla:rows=deferred:name=deferred,reader";
    private static final long AMPLE = 64 << 20;
    private static final long TINY = 2_000;

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before the first test
    private static GeneratedStream stream;

    private static final Map<String, Truth> TRUTHS = new HashMap<>();

    @BeforeAll
    static void generate() throws IOException {
        stream = GeneratedStream.in(folder);
        TrainerSettings settings = stream.settings(VARIANTS);
        for (VariantPlan plan : settings.variants()) {
            TRUTHS.put(plan.name(), Truth.of(plan, stream.log(), settings));
        }
    }

    /** Place of the watermark that closes a segment. */
    private static int closing(List<Feed.Step> feed, TrainerSettings settings, long segment) {
        long last = settings.segments().start()
                + (segment + 1) * settings.segments().length()
                - 1;
        for (int place = 0; place < feed.size(); place++) {
            if (feed.get(place) instanceof Feed.Mark mark && mark.time() >= last) {
                return place;
            }
        }
        throw new IllegalArgumentException("expected a segment of the feed, found " + segment);
    }

    private static void assertTrue(List<VariantReport> reports, List<Predicted> predictions) {
        for (VariantReport report : reports) {
            TrainerTruthTest.assertSame(
                    report, TrainerTruthTest.of(report.variant(), predictions), truth(report.variant()));
        }
    }

    private static Truth truth(String variant) {
        return Objects.requireNonNull(TRUTHS.get(variant));
    }

    /** Goes on from a snapshot to the end of the feed. */
    private static void goOn(
            TrainerSettings settings,
            Backend backend,
            OperatorSubtaskState state,
            List<Feed.Step> rest,
            List<Predicted> soFar)
            throws Exception {
        try (TrainerHarness after = TrainerHarness.restore(settings, backend, state)) {
            after.follow(rest);
            after.end();
            List<Predicted> predictions = new ArrayList<>(soFar);
            predictions.addAll(after.predictions());
            List<VariantReport> reports = after.reports();
            assertThat(reports).hasSameSizeAs(settings.variants());
            assertTrue(reports, predictions);
        }
    }

    @ParameterizedTest(name = "{0}, memory for rows {1}, for records {2}, every {3} turns")
    @CsvSource({"ROCKSDB, 67108864, 67108864, 8", "ROCKSDB, 2000, 2000, 7", "HEAP, 2000, 67108864, 7"})
    void anyTurnOfASegmentMayBeTheLastBeforeAFailure(Backend backend, long rows, long records, int every)
            throws Exception {
        TrainerSettings settings = stream.settings(stream.plans(VARIANTS), rows, records);
        List<Feed.Step> feed = Feed.of(stream.log(), settings.variants());
        int closing = closing(feed, settings, 1);
        List<Feed.Step> rest = feed.subList(closing + 1, feed.size());
        try (TrainerHarness trainer = TrainerHarness.start(settings, backend)) {
            trainer.follow(feed.subList(0, closing));
            List<Predicted> soFar = new ArrayList<>(trainer.predictions());
            goOn(settings, backend, trainer.snapshot(), feed.subList(closing, feed.size()), soFar);
            trainer.take(feed.get(closing));
            // Two batches of clicks, some of samples, and the segment's end, of each variant.
            int turns = 0;
            int scoredInTheMiddle = 0;
            while (trainer.turn()) {
                turns++;
                soFar.addAll(trainer.predictions());
                if (turns % every == 0) {
                    goOn(settings, backend, trainer.snapshot(), rest, soFar);
                } else if (turns % every == 1) {
                    // A checkpoint that nobody restores changes nothing.
                    trainer.prepareSnapshot();
                }
                scoredInTheMiddle += trainer.segments().stream()
                        .mapToInt(segment -> segment.clicks() > 256 ? 1 : 0)
                        .sum();
            }
            assertThat(turns).isGreaterThan(2 * every);
            assertThat(scoredInTheMiddle).isEqualTo(2);
            trainer.follow(rest);
            trainer.end();
            soFar.addAll(trainer.predictions());
            assertTrue(trainer.reports(), soFar);
        }
    }

    @Test
    void scoringGoesOnWithTheNextClick() throws Exception {
        TrainerSettings settings = stream.settings("reader");
        List<Feed.Step> feed = Feed.of(stream.log(), settings.variants());
        int closing = closing(feed, settings, 1);
        try (TrainerHarness before = TrainerHarness.start(settings, Backend.HEAP)) {
            before.follow(feed.subList(0, closing));
            List<Predicted> soFar = before.predictions();
            before.take(feed.get(closing));
            assertThat(before.turn()).isTrue();
            List<Predicted> first = before.predictions();
            assertThat(first).hasSize(256);
            assertThat(before.segments()).extracting(SegmentScored::segment).doesNotContain(1L);
            soFar.addAll(first);
            goOn(settings, Backend.HEAP, before.snapshot(), feed.subList(closing + 1, feed.size()), soFar);
        }
    }

    @Test
    void variantsOfOneTaskAreWrittenUnderTheirOwnKeys() throws Exception {
        TrainerSettings settings = stream.settings(VARIANTS);
        List<Feed.Step> feed = Feed.of(stream.log(), settings.variants());
        try (TrainerHarness before = TrainerHarness.start(settings, Backend.ROCKSDB)) {
            int half = feed.size() * 7 / 8;
            before.follow(feed.subList(0, half));
            List<Predicted> soFar = before.predictions();
            for (String key : List.of("reader", "deferred")) {
                before.setCurrentKey(key);
                before.prepareSnapshot();
                assertThat(before.currentKey()).isEqualTo(key);
            }
            assertThat(before.variantsInBackend()).containsExactly("deferred", "reader");
            goOn(settings, Backend.ROCKSDB, before.snapshot(), feed.subList(half, feed.size()), soFar);
        }
    }

    @Test
    void variantsMoveToOtherTasks() throws Exception {
        TrainerSettings settings = stream.settings(stream.plans(VARIANTS), AMPLE, TINY);
        List<Feed.Step> feed = Feed.of(stream.log(), settings.variants());
        int first = closing(feed, settings, 1) + 1;
        int second = closing(feed, settings, 2) + 1;
        List<Predicted> predictions = new ArrayList<>();
        OperatorSubtaskState[] atTwo = part(settings, feed.subList(0, first), 2, 0, predictions);
        OperatorSubtaskState[] atFour = part(settings, feed.subList(first, second), 4, 2, predictions, atTwo);
        try (TrainerHarness one = TrainerHarness.restore(settings, Backend.ROCKSDB, Instance.ONLY, 4, atFour)) {
            one.follow(feed.subList(second, feed.size()));
            one.end();
            predictions.addAll(one.predictions());
            assertTrue(one.reports(), predictions);
        }
    }

    /** Some steps on several instances; a segment may be left in the middle. */
    private static OperatorSubtaskState[] part(
            TrainerSettings settings,
            List<Feed.Step> steps,
            int parallelism,
            int before,
            List<Predicted> predictions,
            OperatorSubtaskState... states)
            throws Exception {
        OperatorSubtaskState[] after = new OperatorSubtaskState[parallelism];
        for (int index = 0; index < parallelism; index++) {
            Instance instance = new Instance(index, parallelism);
            try (TrainerHarness trainer = before == 0
                    ? TrainerHarness.start(settings, Backend.ROCKSDB, instance)
                    : TrainerHarness.restore(settings, Backend.ROCKSDB, instance, before, states)) {
                trainer.follow(steps.subList(0, steps.size() - 1));
                trainer.take(steps.get(steps.size() - 1));
                trainer.turn();
                trainer.turn();
                trainer.turn();
                predictions.addAll(trainer.predictions());
                after[index] = trainer.snapshot();
            }
        }
        return after;
    }

    @Test
    void addedVariantBeginsAndRemovedOneIsForgotten() throws Exception {
        TrainerSettings both = stream.settings("tesla,reader");
        TrainerSettings other = stream.settings("reader,tesla:rows=deferred:name=deferred");
        List<Feed.Step> feed = Feed.of(stream.log(), both.variants());
        int half = closing(feed, both, 1) + 1;
        try (TrainerHarness before = TrainerHarness.start(both, Backend.ROCKSDB)) {
            before.follow(feed.subList(0, half));
            List<Predicted> predictions = before.predictions();
            try (TrainerHarness after = TrainerHarness.restore(other, Backend.ROCKSDB, before.snapshot())) {
                assertThat(after.variantsInBackend()).containsExactly("reader");
                List<Feed.Step> rest = Feed.of(stream.log(), other.variants());
                after.follow(rest.subList(closing(rest, other, 1) + 1, rest.size()));
                after.end();
                predictions.addAll(after.predictions());
                List<VariantReport> reports = after.reports();
                assertThat(reports).extracting(VariantReport::variant).containsExactly("reader", "deferred");
                assertTrue(reports.subList(0, 1), predictions);
                assertThat(reports.get(1).totals().steps())
                        .isBetween(1L, truth("deferred").steps() - 1);
                after.snapshot();
                assertThat(after.variantsInBackend()).containsExactly("deferred", "reader");
            }
            // What was removed begins anew when it comes back.
            TrainerSettings readerAlone = stream.settings("reader");
            try (TrainerHarness without = TrainerHarness.restore(readerAlone, Backend.ROCKSDB, before.snapshot());
                    TrainerHarness again = TrainerHarness.restore(both, Backend.ROCKSDB, without.snapshot())) {
                again.end();
                assertThat(again.reports())
                        .extracting(report -> report.totals().steps() > 0)
                        .containsExactly(false, true);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "embedding dimension 4 as in its state, found 8",
                "seed 1 as in its state, found 2",
                "initial deviation 0.05 as in its state, found 0.5"
            })
    void variantWhoseModelHasChangedIsRefusedInOneLine(String difference) throws Exception {
        TrainerSettings settings = stream.settings("tesla");
        try (TrainerHarness before = TrainerHarness.start(settings, Backend.HEAP)) {
            OperatorSubtaskState state = before.snapshot();
            List<VariantPlan> changed =
                    stream.plans("tesla", stream.changed(difference.split(" ")[0]));
            assertThatThrownBy(
                            () -> TrainerHarness.restore(stream.settings(changed, AMPLE, AMPLE), Backend.HEAP, state))
                    .isInstanceOf(SuppressRestartsException.class)
                    .rootCause()
                    .hasMessage("variant tesla: expected " + difference + "; a variant of another name begins anew");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tesla:rows=deferred:name=v", "reader:name=v", "pretrained:name=v"})
    void variantOfTheSameNameAndAnotherKindIsRefused(String other) throws Exception {
        try (TrainerHarness before = TrainerHarness.start(stream.settings("tesla:name=v"), Backend.HEAP)) {
            OperatorSubtaskState state = before.snapshot();
            assertThatThrownBy(() -> TrainerHarness.restore(stream.settings(other), Backend.HEAP, state))
                    .isInstanceOf(SuppressRestartsException.class)
                    .rootCause()
                    .message()
                    .hasLineCount(1)
                    .startsWith("variant v: expected ")
                    .contains(" as in its state, found ");
        }
    }

    @Test
    void learningRateAndWeightsMayChange() throws Exception {
        try (TrainerHarness before = TrainerHarness.start(stream.settings("tesla:name=v"), Backend.HEAP)) {
            before.snapshot();
            TrainerSettings other = stream.settings("tesla:name=v:learning-rate=0.5:weighting=online");
            try (TrainerHarness after = TrainerHarness.restore(other, Backend.HEAP, before.snapshot())) {
                assertThat(after.variantsInBackend()).containsExactly("v");
            }
        }
    }
}

package io.afterclick.job.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Click;
import io.afterclick.event.Features;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.job.record.ModelSlice;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.Routed;
import io.afterclick.job.record.VariantReport;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.SampleTask;
import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.RowFormat;
import io.afterclick.learn.RowKeeper;
import io.afterclick.learn.embedding.RowAgeing;
import io.afterclick.learn.matrix.MatrixEngine;
import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowOptimiser;
import io.afterclick.learn.tesla.TeslaNetworks;
import io.afterclick.learn.tesla.TeslaOnline;
import io.afterclick.learn.tesla.TeslaParts;
import io.afterclick.learn.tesla.TeslaSettings;
import io.afterclick.snapshot.ParametersDigest;
import io.afterclick.trial.BatchSizes;
import io.afterclick.trial.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A trainer gives its models away a piece a turn, between its segments, and whole whatever fails on the way. */
final class PublishingTest {

    private static final String TESLA = "tesla";
    private static final FeatureSpace FEATURES = FeatureSpace.collisionless(List.of("colour", "user"));
    private static final TeslaSettings SETTINGS = TeslaSettings.of(2).withDimension(2);
    private static final RowFormat FORMAT = TeslaParts.format(SETTINGS, FEATURES.names(), true);
    private static final Segments SEGMENTS = new Segments(0, 1_000, 3);
    private static final int SAMPLES_OF_A_SEGMENT = 600;

    private static Given undisturbed = new Given();
    private static List<ModelSlice> pieces = List.of();
    private static String digest = "";

    /** Models as their pieces have it, by epoch; a first piece takes back what came before. */
    private static final class Given {
        private final SortedMap<Long, Model> whole = new TreeMap<>();
        private @Nullable Model open;

        Model model(long epoch) {
            return Objects.requireNonNull(whole.get(epoch), "a model of that epoch");
        }

        void take(ModelSlice slice) {
            Model model = open;
            if (slice instanceof ModelSlice.Begin begin) {
                open = new Model(begin);
                return;
            }
            assertThat(model).isNotNull();
            if (model == null) {
                return;
            }
            assertThat(slice.epoch()).isEqualTo(model.begin.epoch());
            assertThat(slice.number()).isEqualTo(model.next++);
            if (slice instanceof ModelSlice.Dense dense) {
                assertThat(model.dense.put(dense.name(), dense.values())).isNull();
            } else if (slice instanceof ModelSlice.Rows rows) {
                model.add(rows);
            } else {
                assertThat(whole.put(slice.epoch(), model)).isNull();
                open = null;
            }
        }
    }

    private static final class Model {
        private final ModelSlice.Begin begin;
        private final SortedMap<String, float[]> dense = new TreeMap<>();
        private final SortedMap<String, float[]> rows = new TreeMap<>();
        private final ParametersDigest digest = new ParametersDigest();
        private int next = 1;

        Model(ModelSlice.Begin begin) {
            this.begin = begin;
        }

        void add(ModelSlice.Rows some) {
            int width = SETTINGS.dimension();
            int at = 0;
            for (int row = 0; row < some.ids().length; row++) {
                for (int set = 0; set < FORMAT.sets().size(); set++) {
                    float[] embedding = new float[width];
                    System.arraycopy(some.embeddings(), at, embedding, 0, width);
                    String table = FORMAT.name(set, some.fields()[row]);
                    assertThat(rows.put(table + "/" + some.ids()[row], embedding))
                            .isNull();
                    digest.addRow(table, some.ids()[row], embedding, 0, width);
                    at += width;
                }
            }
            assertThat(at).isEqualTo(some.embeddings().length);
        }

        String sha256() {
            dense.forEach(digest::addBlock);
            return digest.hex();
        }
    }

    /** Where state lives. */
    private enum Backend {
        ROCKSDB,
        HEAP;

        StateBackend create() {
            return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
        }
    }

    /** Networks that were never pretrained, whose rows are deferred. */
    private record Opener() implements LearnerOpener {

        @Override
        public DurableLearner open(MatrixEngine engine, RowKeeper keeper) {
            TeslaNetworks frozen =
                    TeslaNetworks.begin(engine, SETTINGS, 1, 0.1, RowMode.LAZY).frozen();
            RowOptimiser optimiser = RowMode.DEFERRED.optimiser(FORMAT.layout(), RowMode.newHistories(FORMAT.layout()));
            TeslaOnline online = new TeslaOnline(
                    SETTINGS,
                    frozen,
                    keeper.keep(FORMAT.layout(), frozen.table().rows()),
                    optimiser,
                    1,
                    256);
            SortedMap<String, DenseOptimiser> dense = new TreeMap<>();
            online.predictor().optimisers(dense::put);
            return new DurableLearner(online, online.predictor(), dense, optimiser, FORMAT);
        }

        @Override
        public SortedMap<String, String> identity() {
            return new TreeMap<>();
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Routed, Predicted> task(
            int every, @Nullable String delivery, Backend backend, @Nullable OperatorSubtaskState state)
            throws Exception {
        TrainerSettings settings = new TrainerSettings(
                List.of(new VariantPlan(TESLA, delivery, new Opener(), 0)),
                SEGMENTS,
                new BatchSizes(256, 16),
                FEATURES,
                1 << 16,
                1 << 20,
                true,
                every,
                RowAgeing.NONE);
        KeyedOneInputStreamOperatorTestHarness<String, Routed, Predicted> task =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new TrainerOperatorFactory(settings), Routed::variant, Types.STRING);
        task.setStateBackend(backend.create());
        task.setup();
        if (state != null) {
            task.initializeState(state);
        }
        task.open();
        return task;
    }

    private static void feed(KeyedOneInputStreamOperatorTestHarness<String, Routed, Predicted> task) throws Exception {
        for (int i = 0; i < SEGMENTS.count() * SAMPLES_OF_A_SEGMENT; i++) {
            long time = i * SEGMENTS.length() / SAMPLES_OF_A_SEGMENT;
            Click click = new Click("c" + i, "u", "i", time, null, Features.of(List.of("" + i % 5, "" + i)));
            task.processElement(new StreamRecord<>(new Routed(
                    TESLA,
                    new ConversionSample(click, TESLA, SampleTask.CVR, time, 0, i % 3 == 0, false, null, 1, -1))));
        }
    }

    private static boolean turn(KeyedOneInputStreamOperatorTestHarness<String, Routed, Predicted> task)
            throws Exception {
        Optional<Mail> mail = task.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
        if (mail.isPresent()) {
            mail.get().run();
        }
        return mail.isPresent();
    }

    private static List<ModelSlice> given(KeyedOneInputStreamOperatorTestHarness<String, Routed, Predicted> task) {
        List<ModelSlice> slices = new ArrayList<>();
        Queue<StreamRecord<ModelSlice>> queue = task.getSideOutput(TrainerOutputs.SLICES);
        while (queue != null && !queue.isEmpty()) {
            slices.add(queue.remove().getValue());
        }
        return slices;
    }

    private static VariantReport end(KeyedOneInputStreamOperatorTestHarness<String, Routed, Predicted> task)
            throws Exception {
        task.endInput();
        return task.getSideOutput(TrainerOutputs.REPORTS).remove().getValue();
    }

    @BeforeAll
    static void runOnceUndisturbed() throws Exception {
        undisturbed = new Given();
        pieces = new ArrayList<>();
        try (var task = task(1, TESLA, Backend.ROCKSDB, null)) {
            feed(task);
            task.processWatermark(Watermark.MAX_WATERMARK);
            while (turn(task)) {
                List<ModelSlice> slices = given(task);
                assertThat(slices).as("pieces of a turn").hasSizeLessThanOrEqualTo(1);
                slices.forEach(undisturbed::take);
                pieces.addAll(slices);
            }
            digest = end(task).parametersSha256();
        }
    }

    @Test
    void modelIsPublishedAfterEverySegmentAndWholeWithTheDigestOfTheReport() {
        assertThat(undisturbed.whole).containsOnlyKeys(1L, 2L, 3L);
        assertThat(undisturbed.open).isNull();
        Model last = undisturbed.model(3L);
        assertThat(last.sha256()).isEqualTo(digest);
        assertThat(last.rows)
                .hasSize((3 * SAMPLES_OF_A_SEGMENT + 5) * FORMAT.sets().size());
        assertThat(last.begin).isEqualTo(new ModelSlice.Begin(TESLA, 3, 9, 0L, 2_998L));
        assertThat(undisturbed.model(1L).begin).isEqualTo(new ModelSlice.Begin(TESLA, 1, 3, 0L, 998L));
        assertThat(pieces.stream().filter(ModelSlice.Rows.class::isInstance)).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void publishingChangesNothingOfTheModel(int every) throws Exception {
        Given given = new Given();
        try (var task = task(every, TESLA, Backend.ROCKSDB, null)) {
            feed(task);
            task.processWatermark(Watermark.MAX_WATERMARK);
            assertThat(end(task).parametersSha256()).isEqualTo(digest);
            given(task).forEach(given::take);
        }
        assertThat(given.whole.keySet()).containsExactlyElementsOf(every == 0 ? List.of(3L) : List.of(2L, 3L));
        assertSame(given, given.whole.keySet().stream().toList());
    }

    @Test
    void variantThatNeverTrainsIsNotPublished() throws Exception {
        try (var task = task(1, null, Backend.ROCKSDB, null)) {
            task.processWatermark(Watermark.MAX_WATERMARK);
            assertThat(end(task).totals().steps()).isZero();
            assertThat(given(task)).isEmpty();
        }
    }

    @Test
    void modelIsPublishedBeforeTheNextSegmentIsTrained() throws Exception {
        try (var task = task(1, TESLA, Backend.HEAP, null)) {
            feed(task);
            task.processWatermark(new Watermark(999));
            Given given = new Given();
            while (turn(task)) {
                given(task).forEach(given::take);
            }
            assertSame(given, List.of(1L));
        }
    }

    /** Fails again and again, in the middle of dense parameters, of rows and of batches, each time after a few turns more. */
    @ParameterizedTest(name = "{0}, first after {1} turns")
    @CsvSource({"ROCKSDB, 11", "ROCKSDB, 24", "HEAP, 11", "HEAP, 37"})
    void failureLosesNoModelAndPublishesTheSame(Backend backend, int first) throws Exception {
        Given given = new Given();
        int interrupted = 0;
        int turns = first;
        var task = task(1, TESLA, backend, null);
        feed(task);
        while (true) {
            task.processWatermark(Watermark.MAX_WATERMARK);
            int taken = 0;
            while (taken < turns && turn(task)) {
                given(task).forEach(given::take);
                taken++;
            }
            if (taken < turns) {
                break;
            }
            task.prepareSnapshotPreBarrier(1);
            OperatorSubtaskState state = task.snapshot(1, 1);
            interrupted += given.open == null ? 0 : 1;
            // What comes after the checkpoint is lost, and so is what the sink had of a model in pieces.
            turn(task);
            given.open = null;
            task.close();
            turns += 7;
            task = task(1, TESLA, backend, state);
        }
        assertThat(interrupted).isPositive();
        assertThat(end(task).parametersSha256()).isEqualTo(digest);
        task.close();
        assertSame(given, List.of(1L, 2L, 3L));
    }

    private static void assertSame(Given given, List<Long> epochs) {
        assertThat(given.whole.keySet()).containsExactlyElementsOf(epochs);
        for (long epoch : epochs) {
            Model expected = undisturbed.model(epoch);
            Model found = given.model(epoch);
            assertThat(found.begin).isEqualTo(expected.begin);
            assertBits(found.dense, expected.dense);
            assertBits(found.rows, expected.rows);
        }
    }

    private static void assertBits(Map<String, float[]> found, Map<String, float[]> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, values) -> assertThat(found.get(name)).as(name).containsExactly(values));
    }
}

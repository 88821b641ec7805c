package io.afterclick.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Click;
import io.afterclick.event.EventKind;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.feature.OfficialSpaces;
import io.afterclick.intake.EventFiles;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.LocalFiles;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.journey.delivery.GmvOutcomeDelivery;
import io.afterclick.journey.delivery.NetOutcomeDelivery;
import io.afterclick.journey.delivery.ReaderDelivery;
import io.afterclick.journey.delivery.TeslaDelivery;
import io.afterclick.learn.OnlineLearner;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.matrix.Nd4jEngine;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.optimise.RowTable;
import io.afterclick.learn.reader.LearningRate;
import io.afterclick.learn.reader.ReaderNetworks;
import io.afterclick.learn.reader.ReaderOnline;
import io.afterclick.learn.reader.ReaderOptions;
import io.afterclick.learn.reader.ReaderPretrainer;
import io.afterclick.learn.reader.ReaderSettings;
import io.afterclick.learn.tesla.TeslaNetworks;
import io.afterclick.learn.tesla.TeslaOnline;
import io.afterclick.learn.tesla.TeslaPretrainer;
import io.afterclick.learn.tesla.TeslaSettings;
import io.afterclick.metrics.Metric;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a generated log to metrics, both models. */
final class WholeTrialTest {

    private static final long DAY = 24L * 60 * 60 * 1000;
    private static final long EPOCH =
            OffsetDateTime.parse("2025-05-01T00:00+08:00").toInstant().toEpochMilli();
    private static final int LARGEST_BATCH = 256;
    private static final int SMALLEST_BATCH = 32;

    @TempDir
    private Path folder;

    /** All predictions and losses, as they come. */
    private static final class Bits implements TrialListener {
        private final List<Double> seen = new ArrayList<>();

        @Override
        public void scored(long segment, Click click, Scores scores, int place) {
            for (Quantity quantity : scores.quantities()) {
                seen.add(scores.of(quantity)[place]);
            }
        }

        @Override
        public void trained(long segment, long batch, int samples, StepResult step) {
            assertThat(step.applied()).isTrue();
            seen.add(step.loss());
            seen.add(step.gradientNorm());
        }
    }

    private TrialLog generate(Profile profile, int clicks, int days, Tracked tracked, List<Delivery> deliveries)
            throws IOException {
        Generator.generate(GenerateSettings.of(profile, clicks, days, 3, folder), ProgressListener.NONE);
        InputSpec.Kind kind = profile == Profile.TRACE ? InputSpec.Kind.TRACE : InputSpec.Kind.CASCADE;
        InputSpec input = new InputSpec(kind, folder.resolve(profile.label() + ".tsv"));
        List<String> features = new EventFiles(new LocalFiles())
                .declaredFeatures(input.files(EventKind.CLICK).get(0));
        IntakeSettings settings = new IntakeSettings(features, EPOCH, Long.MAX_VALUE, 1 << 20, false);
        JourneyWindows windows = new JourneyWindows(3 * DAY, 3 * DAY, 864_000, 864_000, 7 * DAY, tracked);
        return new LogReader(windows, deliveries).read(input, settings, 0);
    }

    private static TrialLog shuffled(TrialLog log, String delivery, int seed) {
        List<Sample> samples = new ArrayList<>(log.samplesOf(delivery));
        List<Settled> settled = new ArrayList<>(log.settled());
        Collections.shuffle(samples, new Random(seed));
        Collections.shuffle(settled, new Random(seed));
        return new TrialLog(log.outcomes(), settled, Map.of(delivery, samples), log.coveredUntil());
    }

    private static final Segments GMV_SEGMENTS = Segments.between(EPOCH + 18 * DAY, EPOCH + 24 * DAY, DAY);

    private static OnlineLearner reader(TrialLog log, RowMode rows) {
        FeatureSpace space = OfficialSpaces.trace();
        ReaderSettings settings = new ReaderSettings(space.size(), 4, 7 * DAY, LARGEST_BATCH, SMALLEST_BATCH);
        ReaderNetworks networks = ReaderNetworks.begin(new Nd4jEngine(), settings, 1, 0.05, rows);
        ReaderOptions options = ReaderOptions.published();
        new Pretraining(EPOCH, EPOCH + 10 * DAY, GMV_SEGMENTS.start(), 1)
                .run(new ReaderPretrainer(networks, options), space, log.settled());
        ReaderNetworks frozen = networks.frozen();
        RowTable table = frozen.table().continued(rows);
        return new ReaderOnline(frozen, table.rows(), table.optimiser(), options, LearningRate.published());
    }

    private static List<Double> readerBits(TrialLog log, RowMode rows) {
        Bits bits = new Bits();
        new TestThenTrain(GMV_SEGMENTS, new BatchSizes(LARGEST_BATCH, SMALLEST_BATCH), OfficialSpaces.trace())
                .run(reader(log, rows), log.samplesOf(ReaderDelivery.NAME), log.clicks(), bits);
        return bits.seen;
    }

    @Test
    void readerGivesTheSameBitsFromAnyOrderOfTheInput() throws IOException {
        TrialLog log =
                generate(Profile.TRACE, 2500, 26, Tracked.GMV, List.of(new ReaderDelivery(), new GmvOutcomeDelivery()));
        List<Double> bits = readerBits(log, RowMode.DEFERRED);
        assertThat(bits).allMatch(Double::isFinite).hasSizeGreaterThan(500);
        assertThat(readerBits(shuffled(log, ReaderDelivery.NAME, 9), RowMode.DEFERRED))
                .isEqualTo(bits);
        assertThat(readerBits(log, RowMode.LAZY)).isNotEqualTo(bits);

        SegmentJudge judge = new SegmentJudge(log.completeOutcomes());
        new TestThenTrain(GMV_SEGMENTS, new BatchSizes(LARGEST_BATCH, SMALLEST_BATCH), OfficialSpaces.trace())
                .run(reader(log, RowMode.LAZY), log.samplesOf(ReaderDelivery.NAME), log.clicks(), judge);
        TrialResult result = judge.result();
        assertThat(result.segments()).extracting(SegmentResult::segment).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(result.refused()).isZero();
        assertThat(result.mean(Quantity.GMV, Measure.AUC).mean()).isInstanceOf(Metric.Value.class);
        assertThat(result.mean(Quantity.GMV, Measure.ALPR).mean()).isInstanceOf(Metric.Value.class);
    }

    private static final Segments NET_SEGMENTS = Segments.between(EPOCH + 7 * DAY, EPOCH + 9 * DAY, DAY / 4);

    private static List<Double> teslaBits(TrialLog log, SegmentJudge judge) {
        FeatureSpace space = OfficialSpaces.processedCascade();
        TeslaSettings settings = TeslaSettings.of(space.size()).withDimension(4);
        TeslaNetworks networks = TeslaNetworks.begin(new Nd4jEngine(), settings, 1, 0.05, RowMode.LAZY);
        new Pretraining(EPOCH, EPOCH + DAY, NET_SEGMENTS.start(), 1)
                .run(new TeslaPretrainer(networks, 5e-2, LARGEST_BATCH, SMALLEST_BATCH), space, log.settled());
        TeslaNetworks frozen = networks.frozen();
        RowTable table = frozen.table().continued(RowMode.LAZY);
        Bits bits = new Bits();
        BatchSizes sizes = new BatchSizes(LARGEST_BATCH, SMALLEST_BATCH);
        new TestThenTrain(NET_SEGMENTS, sizes, space)
                .run(
                        new TeslaOnline(settings, frozen, table.rows(), table.optimiser(), 1, LARGEST_BATCH),
                        log.samplesOf(TeslaDelivery.NAME),
                        log.clicks(),
                        new Both(bits, judge));
        return bits.seen;
    }

    private record Both(TrialListener first, TrialListener second) implements TrialListener {
        @Override
        public void scored(long segment, Click click, Scores scores, int place) {
            first.scored(segment, click, scores, place);
            second.scored(segment, click, scores, place);
        }

        @Override
        public void trained(long segment, long batch, int samples, StepResult step) {
            first.trained(segment, batch, samples, step);
            second.trained(segment, batch, samples, step);
        }
    }

    @Test
    void teslaGivesTheSameBitsFromAnyOrderOfTheInput() throws IOException {
        TrialLog log = generate(
                Profile.CASCADE,
                4000,
                10,
                Tracked.NET_CONVERSION,
                List.of(new TeslaDelivery(), new NetOutcomeDelivery()));
        SegmentJudge judge = new SegmentJudge(log.completeOutcomes());
        List<Double> bits = teslaBits(log, judge);
        assertThat(bits).allMatch(Double::isFinite).hasSizeGreaterThan(500);
        assertThat(teslaBits(shuffled(log, TeslaDelivery.NAME, 4), new SegmentJudge(log.completeOutcomes())))
                .isEqualTo(bits);
        TrialResult result = judge.result();
        // Rows of official files carry their future, so that no outcome is cut short.
        assertThat(result.segments()).hasSize(8).allMatch(segment -> segment.incomplete() == 0);
        assertThat(result.mean(Quantity.CVR, Measure.NLL).mean()).isInstanceOf(Metric.Value.class);
        assertThat(result.mean(Quantity.NETCVR, Measure.PRAUC).mean()).isInstanceOf(Metric.Value.class);
    }
}

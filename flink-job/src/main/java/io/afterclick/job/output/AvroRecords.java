package io.afterclick.job.output;

import io.afterclick.event.Click;
import io.afterclick.event.Origin;
import io.afterclick.event.Refused;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.Routed;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.NetOutcome;
import io.afterclick.journey.SampleTask;
import io.afterclick.metrics.Metric;
import io.afterclick.schemas.DeadLetter;
import io.afterclick.schemas.Outcome;
import io.afterclick.schemas.OutcomeTask;
import io.afterclick.schemas.Prediction;
import io.afterclick.schemas.RecordKind;
import io.afterclick.schemas.ReliabilityBin;
import io.afterclick.schemas.SegmentMetrics;
import io.afterclick.schemas.Task;
import io.afterclick.schemas.TrainingSample;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns what the job gives away into its published Avro records. */
public final class AvroRecords {

    /** Reason of samples: that of a record is a {@link io.afterclick.event.RefusalReason}. */
    private static final String NON_FINITE = "NON_FINITE";

    private AvroRecords() {}

    public static TrainingSample sample(Delivered delivered) {
        if (delivered instanceof ConversionSample sample) {
            return conversion(sample);
        }
        if (delivered instanceof GmvSample sample) {
            return gmv(sample);
        }
        throw new IllegalArgumentException(
                "expected a sample, found " + delivered.getClass().getSimpleName());
    }

    private static TrainingSample.Builder of(Delivered.Sample sample) {
        Click click = sample.click();
        return TrainingSample.newBuilder()
                .setClickId(click.id())
                .setUserId(click.userId())
                .setItemId(click.itemId())
                .setClickTimeMs(click.time())
                .setDeliveredAtMs(sample.deliveredAt())
                .setDelivery(sample.delivery())
                .setTask(Task.valueOf(sample.task().name()))
                .setSequence(sample.sequence())
                .setPurchaseId(sample.purchaseId())
                .setFeatures(click.features().values());
    }

    private static TrainingSample conversion(ConversionSample sample) {
        boolean complete = sample.task() == SampleTask.NET_CONVERSION;
        return of(sample)
                .setLabel(sample.label())
                .setRefundLabel(complete ? bit(sample.refunded()) : null)
                .setConversionDelayMs(known(sample.conversionDelay()))
                .setRefundDelayMs(known(sample.refundDelay()))
                .build();
    }

    private static TrainingSample gmv(GmvSample sample) {
        return of(sample)
                .setPurchaseCount(sample.now().count())
                .setGmvMicros(sample.now().micros())
                .setElapsedMs(sample.now().elapsed())
                .setPreviousCount(sample.previous().count())
                .setPreviousGmvMicros(sample.previous().micros())
                .setPreviousElapsedMs(sample.previous().elapsed())
                .build();
    }

    public static Outcome outcome(SettledOutcome settled) {
        Click click = settled.outcome().click();
        Outcome.Builder outcome = Outcome.newBuilder()
                .setClickId(click.id())
                .setClickTimeMs(click.time())
                .setDecidedAtMs(settled.outcome().decidedAt())
                .setComplete(settled.complete());
        if (settled.outcome() instanceof NetOutcome net) {
            boolean kept = net.trajectory().paid() && !net.trajectory().refunded();
            outcome.setTask(OutcomeTask.NET_CONVERSION)
                    .setPay(bit(net.trajectory().paid()))
                    .setRefund(bit(net.trajectory().refunded()))
                    .setNet(bit(kept))
                    .setTrajectory(net.trajectory().label())
                    .setConversionDelayMs(known(net.conversionDelay()))
                    .setRefundDelayMs(known(net.refundDelay()));
        } else if (settled.outcome() instanceof GmvOutcome gmv) {
            outcome.setTask(OutcomeTask.GMV)
                    .setPurchaseCount(gmv.count())
                    .setGrossGmvMicros(gmv.grossMicros())
                    .setNetGmvMicros(gmv.netMicros());
        }
        return outcome.build();
    }

    public static DeadLetter deadLetter(Refused refused) {
        Origin origin = refused.raw().origin();
        return DeadLetter.newBuilder()
                .setKind(RecordKind.valueOf(refused.kind().name()))
                .setReason(refused.reason().name())
                .setDetail(refused.detail())
                .setEventTimeMs(refused.time())
                .setRecordId(refused.id())
                .setClickId(refused.clickId())
                .setSource(origin.source())
                .setPartition(origin.partition() == Origin.NO_PARTITION ? null : origin.partition())
                .setLine(origin.line() == Origin.NO_LINE ? null : origin.line())
                .setOffset(origin.offset())
                .setLength(origin.length())
                .setRaw(ByteBuffer.wrap(refused.raw().bytes()))
                .setJobVersion(JobVersion.CURRENT)
                .build();
    }

    /** A sample of a batch that changed nothing; raw is the sample itself, as JSON of its published schema. */
    public static DeadLetter deadSample(Routed routed) {
        if (!(routed.delivered() instanceof Delivered.Sample sample)) {
            throw new IllegalArgumentException("expected a sample, found " + routed.delivered());
        }
        byte[] raw = sample(sample).toString().getBytes(StandardCharsets.UTF_8);
        return DeadLetter.newBuilder()
                .setKind(RecordKind.SAMPLE)
                .setReason(NON_FINITE)
                .setDetail("variant " + routed.variant()
                        + ": expected a batch with a finite loss and gradient, found one that is not")
                .setEventTimeMs(sample.deliveredAt())
                .setRecordId(sample.click().id() + "/" + sample.delivery() + "/" + sample.sequence())
                .setClickId(sample.click().id())
                .setSource("variant " + routed.variant())
                .setOffset(sample.sequence())
                .setLength(raw.length)
                .setRaw(ByteBuffer.wrap(raw))
                .setJobVersion(JobVersion.CURRENT)
                .build();
    }

    public static Prediction prediction(Predicted predicted) {
        return Prediction.newBuilder()
                .setClickId(predicted.clickId())
                .setUserId(predicted.userId())
                .setVariant(predicted.variant())
                .setClickTimeMs(predicted.clickTime())
                .setSegment(predicted.segment())
                .setStep(predicted.steps())
                .setCvr(predicted.cvr())
                .setRfr(predicted.rfr())
                .setNetcvr(predicted.netcvr())
                .setGmv(predicted.gmv())
                .build();
    }

    public static SegmentMetrics segmentMetrics(SegmentMeasured measured) {
        Map<String, @Nullable Double> values = new TreeMap<>();
        Map<String, String> reasons = new TreeMap<>();
        measured.metrics().forEach((name, metric) -> {
            values.put(name, metric.orNull());
            if (metric instanceof Metric.Missing missing) {
                reasons.put(name, missing.reason().name());
            }
        });
        return SegmentMetrics.newBuilder()
                .setVariant(measured.variant())
                .setSegment(measured.segment())
                .setStartMs(measured.start())
                .setEndMs(measured.end())
                .setCounts(measured.counts())
                .setMetrics(values)
                .setMissing(reasons)
                .setReliability(bins(measured))
                .build();
    }

    private static Map<String, List<ReliabilityBin>> bins(SegmentMeasured measured) {
        Map<String, List<ReliabilityBin>> bins = new TreeMap<>();
        measured.reliability()
                .forEach((quantity, own) -> bins.put(
                        quantity,
                        own.stream()
                                .map(bin -> new ReliabilityBin(bin.bin(), bin.rows(), bin.predictions(), bin.labels()))
                                .toList()));
        return bins;
    }

    private static @Nullable Long known(long delay) {
        return delay == Delivered.UNKNOWN ? null : delay;
    }

    private static int bit(boolean value) {
        return value ? 1 : 0;
    }
}

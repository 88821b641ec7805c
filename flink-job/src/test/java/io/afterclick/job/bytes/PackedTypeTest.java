package io.afterclick.job.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.event.EventKind;
import io.afterclick.event.Features;
import io.afterclick.event.Origin;
import io.afterclick.event.Purchase;
import io.afterclick.event.RawRecord;
import io.afterclick.event.Refund;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import io.afterclick.intake.Parsed;
import io.afterclick.job.record.ClickArrivals;
import io.afterclick.job.record.Judged;
import io.afterclick.job.record.LogEnd;
import io.afterclick.job.record.ModelSlice;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.Routed;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import io.afterclick.job.record.TrainerCost;
import io.afterclick.job.record.TrainerTotals;
import io.afterclick.job.record.Truth;
import io.afterclick.job.record.VariantReport;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.GmvState;
import io.afterclick.journey.Delivered.NetOutcome;
import io.afterclick.journey.Delivered.ScoreRequest;
import io.afterclick.journey.SampleTask;
import io.afterclick.journey.Trajectory;
import io.afterclick.metrics.Metric;
import io.afterclick.metrics.MissingReason;
import io.afterclick.metrics.ReliabilityBin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type that is sent between operators comes out as it went in. */
final class PackedTypeTest {

    private static final RawRecord ROW =
            new RawRecord(Origin.ofFile("clicks.csv", 3, 200, 40), new byte[] {1, 2, -3, '\n'});
    private static final RawRecord MESSAGE = new RawRecord(new Origin("topic", 4, Origin.NO_LINE, 99, 3), new byte[0]);
    private static final Click CLICK =
            new Click("c-\u00e9", "user", "", 1_746_000_000_000L, "home", Features.of(List.of("red", "", "\u6df1")));
    private static final Purchase PURCHASE = new Purchase("p", CLICK.id(), CLICK.time() + 5, Long.MAX_VALUE);
    private static final Refund REFUND = new Refund("r", "p", CLICK.id(), CLICK.time() + 9, 0);
    private static final Refused READABLE =
            Refused.of(new Arrival(PURCHASE, MESSAGE), RefusalReason.UNMATCHED, "expected a click, found none");
    private static final Refused UNREADABLE =
            new Refused(EventKind.CLICK, RefusalReason.MALFORMED, "expected CSV", null, null, null, ROW);
    private static final List<Arrival> ARRIVALS =
            List.of(new Arrival(CLICK, ROW), new Arrival(PURCHASE, ROW), new Arrival(REFUND, MESSAGE));

    static Stream<Arguments> values() {
        return Stream.of(
                        of(PackedType.PARSED, new Parsed(ARRIVALS, List.of(READABLE, UNREADABLE))),
                        of(PackedType.PARSED, new Parsed(List.of(), List.of(UNREADABLE))),
                        of(PackedType.PARSED, new Parsed(List.of(), List.of())),
                        of(PackedType.CLICK_ARRIVALS, new ClickArrivals(CLICK.id(), ARRIVALS)),
                        of(PackedType.DELIVERED, new ScoreRequest(CLICK)),
                        of(PackedType.DELIVERED, conversion("p", 5, 9)),
                        of(PackedType.DELIVERED, conversion(null, Delivered.UNKNOWN, Delivered.UNKNOWN)),
                        of(PackedType.DELIVERED, gmv()),
                        of(PackedType.SETTLED_OUTCOME, new SettledOutcome(netOutcome(), false)),
                        of(
                                PackedType.SETTLED_OUTCOME,
                                new SettledOutcome(new GmvOutcome(CLICK, 7, 2, 30_000_000, -1), true)),
                        of(PackedType.REFUSED, READABLE),
                        of(PackedType.REFUSED, UNREADABLE),
                        of(PackedType.LOG_END, new LogEnd(Long.MIN_VALUE)),
                        of(PackedType.LOG_END, new LogEnd(CLICK.time())),
                        of(PackedType.TALLY, new Tally(new TreeMap<>(Map.of("a", 1L, "b.c", Long.MAX_VALUE)))),
                        of(PackedType.TALLY, new Tally(Map.of())),
                        of(PackedType.ROUTED, new Routed("tesla", conversion("p", 5, 9))),
                        of(PackedType.PREDICTED, predicted()),
                        of(PackedType.PREDICTED, predictedNothing()),
                        of(PackedType.SEGMENT_SCORED, new SegmentScored("tesla", 7, CLICK.time(), Long.MAX_VALUE, 0)),
                        of(
                                PackedType.JUDGED,
                                new Judged(
                                        predicted(),
                                        new Truth.Net(true, false, true),
                                        new Truth.Gmv(2, 30_000_000, false))),
                        of(PackedType.JUDGED, new Judged(predicted(), null, null)),
                        of(PackedType.SEGMENT_MEASURED, measured()),
                        of(PackedType.VARIANT_REPORT, report()),
                        of(
                                PackedType.MODEL_SLICE,
                                new ModelSlice.Begin("tesla", 12, 7, CLICK.time(), CLICK.time() + 1)),
                        of(PackedType.MODEL_SLICE, new ModelSlice.Begin("tesla", 12, 0, null, null)),
                        of(
                                PackedType.MODEL_SLICE,
                                new ModelSlice.Dense(
                                        "tesla", 12, 1, "weight", List.of(1L, 2L), new float[] {-0f, Float.MIN_VALUE})),
                        of(
                                PackedType.MODEL_SLICE,
                                new ModelSlice.Rows(
                                        "tesla", 12, 2, new int[] {0, 300}, new long[] {-1, 1}, new float[] {1, -2.5f
                                        })),
                        of(PackedType.MODEL_SLICE, new ModelSlice.End("tesla", 12, 3)))
                .map(Arguments.class::cast);
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("values")
    void valueComesOutAsItWentIn(PackedType type, Object value) throws IOException {
        TypeSerializer<Object> serializer = serializer(type);
        byte[] bytes = write(serializer, value);
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        assertThat(serializer.deserialize(in))
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
                .isEqualTo(value);
        assertThat(in.available()).as("bytes left over").isZero();

        DataOutputSerializer copy = new DataOutputSerializer(16);
        serializer.copy(new DataInputDeserializer(bytes), copy);
        assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes);
        assertThat(serializer.copy(value)).isSameAs(value);
    }

    @Test
    void everyTypeIsAmongTheValues() {
        Set<PackedType> covered = EnumSet.noneOf(PackedType.class);
        values().forEach(arguments -> covered.add((PackedType) arguments.get()[0]));
        assertThat(covered).containsExactly(PackedType.values());
    }

    @ParameterizedTest
    @EnumSource
    void snapshotRestoresTheSameSerializer(PackedType type) throws IOException {
        TypeSerializer<Object> serializer = serializer(type);
        DataOutputSerializer out = new DataOutputSerializer(16);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<Object> read = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
        assertThat(read.restoreSerializer()).isEqualTo(serializer).hasSameHashCodeAs(serializer);
        for (PackedType other : PackedType.values()) {
            TypeSerializerSnapshot<Object> now = serializer(other).snapshotConfiguration();
            assertThat(now.resolveSchemaCompatibility(read).isCompatibleAsIs())
                    .as("%s over %s", other, type)
                    .isEqualTo(other == type);
        }
    }

    @Test
    void snapshotOfALaterReleaseIsRefused() throws IOException {
        PackedSerializerSnapshot<Object> snapshot = new PackedSerializerSnapshot<>();
        DataInputDeserializer none = new DataInputDeserializer(new byte[0]);
        assertThatThrownBy(() -> snapshot.readSnapshot(2, none, getClass().getClassLoader()))
                .isInstanceOf(IOException.class)
                .hasMessage("Layout of a type: expected version 1, found 2");
        DataOutputSerializer out = new DataOutputSerializer(16);
        out.writeUTF("DREAM");
        DataInputDeserializer unknown = new DataInputDeserializer(out.getCopyOfBuffer());
        assertThatThrownBy(() -> snapshot.readSnapshot(1, unknown, getClass().getClassLoader()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("found DREAM");
        assertThatThrownBy(snapshot::restoreSerializer).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void constantStandsForItsClassAlone(PackedType type) {
        Class<Object> own = type.type();
        assertThat(PackedTypeInfo.of(own, type).getTypeClass()).isEqualTo(own);
        assertThat(PackedTypeInfo.of(own, type)).isEqualTo(PackedTypeInfo.of(own, type));
        List<PackedType> others = new ArrayList<>(List.of(PackedType.values()));
        others.remove(type);
        for (PackedType other : others) {
            assertThatThrownBy(() -> PackedTypeInfo.of(own, other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected a type of " + own + ", found " + other);
        }
    }

    @Test
    void outcomeThatIsNoneIsRefused() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        PackedType.DELIVERED.write(new ScoreRequest(CLICK), out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertThatThrownBy(() -> PackedType.SETTLED_OUTCOME.read(in))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected an outcome");
    }

    private static VariantReport report() {
        TrainerTotals totals = new TrainerTotals(1, 2, 3, 4, 5, Long.MAX_VALUE);
        TrainerCost cost = new TrainerCost(11, 12, 13, 14, 15, 16, 17, 18, 19);
        return new VariantReport("tesla", "0a", "0b", 6, totals, 7, 8, cost);
    }

    private static Arguments of(PackedType type, Object value) {
        return Arguments.of(type, value);
    }

    private static TypeSerializer<Object> serializer(PackedType type) {
        return PackedTypeInfo.of(type.<Object>type(), type).createSerializer(new SerializerConfigImpl());
    }

    private static byte[] write(TypeSerializer<Object> serializer, Object value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }

    private static ConversionSample conversion(
            @org.jspecify.annotations.Nullable String purchase, long conversionDelay, long refundDelay) {
        return new ConversionSample(
                CLICK,
                "tesla",
                SampleTask.RFR,
                CLICK.time() + 77,
                3,
                purchase != null,
                true,
                purchase,
                conversionDelay,
                refundDelay);
    }

    private static GmvSample gmv() {
        return new GmvSample(
                CLICK,
                "reader",
                SampleTask.GMV_PURCHASE,
                CLICK.time() + 78,
                1,
                "p",
                new GmvState(78, 2, 5_000_000),
                new GmvState(5, 1, 2_000_000));
    }

    private static Predicted predicted() {
        return new Predicted("tesla-b", CLICK.id(), "user", CLICK.time(), 3, 99, .25, 1.0, Double.NaN, 1e300);
    }

    private static Predicted predictedNothing() {
        return new Predicted("", "c", "", -1, Long.MIN_VALUE, 0, null, null, null, null);
    }

    private static SegmentMeasured measured() {
        Map<String, Metric> metrics =
                Map.of("cvr.auc", Metric.of(1.0 / 3), "gmv.alpr", Metric.missing(MissingReason.NO_DIFFERENCE));
        return new SegmentMeasured(
                "tesla",
                7,
                -5,
                CLICK.time(),
                new TreeMap<>(Map.of("clicks", 9L)),
                new TreeMap<>(metrics),
                new TreeMap<>(Map.of("cvr", List.of(new ReliabilityBin(-9, 3, .5, 1)), "gmv", List.of())));
    }

    private static NetOutcome netOutcome() {
        return new NetOutcome(CLICK, CLICK.time() + 3, Trajectory.D_CONV_I_REFUND, 5, 4);
    }
}

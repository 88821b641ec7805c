package io.afterclick.job.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.job.record.TrainerCost;
import io.afterclick.job.record.TrainerTotals;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the trainer keeps as bytes is read as it was written. */
final class TrainerBytesTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "65535, -1", "21, 9223372036854775807", "300, -9223372036854775808"})
    void keyOfARowTakesTenBytes(int field, long key) throws IOException {
        RowKeySerializer serializer = RowKeySerializer.INSTANCE;
        RowKey row = new RowKey(field, key);
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(row, out);
        assertThat(out.length()).isEqualTo(10).isEqualTo(serializer.getLength());
        DataOutputSerializer copy = new DataOutputSerializer(16);
        serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copy);
        assertThat(serializer.deserialize(new DataInputDeserializer(copy.getCopyOfBuffer())))
                .isEqualTo(row);
        assertThat(serializer.copy(row)).isSameAs(row);
        assertThat(serializer.snapshotConfiguration().restoreSerializer()).isSameAs(serializer);
    }

    @Test
    void floatsKeepTheirBits() {
        int[] bits = {0, 0x80000000, 1, 0x7F800000, 0x7FC00001, 0xC2F60000};
        float[] floats = new float[bits.length];
        for (int i = 0; i < bits.length; i++) {
            floats[i] = Float.intBitsToFloat(bits[i]);
        }
        byte[] bytes = FloatBytes.of(floats);
        assertThat(bytes).hasSize(4 * bits.length);
        // Little endian.
        assertThat(bytes[8]).isEqualTo((byte) 1);
        float[] into = new float[bits.length];
        FloatBytes.read(bytes, into, "row");
        for (int i = 0; i < bits.length; i++) {
            assertThat(Float.floatToRawIntBits(into[i])).isEqualTo(bits[i]);
        }
        assertThatThrownBy(() -> FloatBytes.read(bytes, new float[2], "tower"))
                .hasMessage("tower: expected 2 floats in state, found 6.0");
    }

    @Test
    void progressGoesFromStepToStepAndBack() throws IOException {
        Progress progress = Progress.begin();
        assertThat(progress.isBegun()).isFalse();
        assertThat(progress.scored(0).isBegun()).isFalse();
        assertThat(progress.withAnnouncement().isBegun()).isTrue();
        progress = progress.unused().scored(256).scored(4).withAnnouncement().trained(64);
        progress = progress.refused(60).trained(61);
        assertThat(progress).isEqualTo(new Progress(0, 260, true, 3, new TrainerTotals(260, 2, 125, 1, 60, 1)));
        assertThat(progress.isBegun()).isTrue();
        assertThat(Progress.of(progress.toBytes())).isEqualTo(progress);
        Progress next = progress.nextSegment();
        assertThat(next).isEqualTo(new Progress(1, 0, false, 0, progress.totals()));
        assertThat(Progress.of(next.toBytes())).isEqualTo(next);
    }

    @Test
    void bytesOfALaterReleaseAreRefused() throws IOException {
        byte[] progress = Progress.begin().toBytes();
        progress[0] = 9;
        assertThatThrownBy(() -> Progress.of(progress))
                .isInstanceOf(IOException.class)
                .hasMessage("trainer's progress: expected version 1, found 9");
        byte[] cost = CostMeter.toBytes(TrainerCost.NONE);
        cost[0] = 9;
        assertThatThrownBy(() -> new CostMeter(cost))
                .isInstanceOf(IOException.class)
                .hasMessage("trainer's cost: expected version 1, found 9");
    }

    @Test
    void costGoesOnFromWhatWasSpentBefore() throws IOException {
        TrainerCost before = new TrainerCost(1_000, 20, 7, 3, 1, 5, 6, 8, 9);
        CostMeter meter = new CostMeter(CostMeter.toBytes(before));
        assertThat(meter.with(new TrainerCost(0, 0, 0, 10, 2, 1, 1, 1, 1)))
                .isEqualTo(new TrainerCost(1_000, 20, 7, 13, 3, 6, 7, 9, 10));
        assertThat(meter.with(TrainerCost.NONE).hitRate()).isEqualTo(.75);
        meter.add(meter.now(), true);
        meter.addFlush(meter.now());
        assertThat(meter.with(TrainerCost.NONE).trainingNanos()).isGreaterThanOrEqualTo(1_000);
    }
}

package io.afterclick.job.bytes;

import io.afterclick.event.Packing;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.Routed;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.journey.DeliveredCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Bytes of what goes into a trainer and comes out. */
final class TrainerBytes {

    private TrainerBytes() {}

    static void writeRouted(Routed value, DataOutput out) throws IOException {
        Packing.writeText(value.variant(), out);
        DeliveredCodec.write(value.delivered(), out);
    }

    static Routed readRouted(DataInput in) throws IOException {
        return new Routed(Packing.readText(in), DeliveredCodec.read(in));
    }

    static void writePredicted(Predicted value, DataOutput out) throws IOException {
        Packing.writeText(value.variant(), out);
        Packing.writeText(value.clickId(), out);
        Packing.writeText(value.userId(), out);
        Packing.writeLong(value.clickTime(), out);
        Packing.writeLong(value.segment(), out);
        Packing.writeLong(value.steps(), out);
        out.writeDouble(value.cvr());
        out.writeDouble(value.rfr());
        out.writeDouble(value.netcvr());
        out.writeDouble(value.gmv());
    }

    static Predicted readPredicted(DataInput in) throws IOException {
        return new Predicted(
                Packing.readText(in),
                Packing.readText(in),
                Packing.readText(in),
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble());
    }

    static void writeSegment(SegmentScored value, DataOutput out) throws IOException {
        Packing.writeText(value.variant(), out);
        Packing.writeLong(value.segment(), out);
        Packing.writeLong(value.start(), out);
        Packing.writeLong(value.end(), out);
        Packing.writeLong(value.clicks(), out);
    }

    static SegmentScored readSegment(DataInput in) throws IOException {
        return new SegmentScored(
                Packing.readText(in),
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in));
    }
}

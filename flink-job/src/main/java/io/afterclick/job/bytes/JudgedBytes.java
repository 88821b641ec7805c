package io.afterclick.job.bytes;

import io.afterclick.event.Packing;
import io.afterclick.job.record.Judged;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.SegmentMeasured;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.job.record.Truth;
import io.afterclick.metrics.Metric;
import io.afterclick.metrics.MissingReason;
import io.afterclick.metrics.ReliabilityBin;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Bytes of predictions, of what they are measured against, and of the measures. */
public final class JudgedBytes {

    private static final MissingReason[] REASONS = MissingReason.values();

    private JudgedBytes() {}

    static void writePredicted(Predicted value, DataOutput out) throws IOException {
        Packing.writeText(value.clickId(), out);
        Packing.writeLong(value.clickTime(), out);
        writePrediction(value, out);
    }

    static Predicted readPredicted(DataInput in) throws IOException {
        return readPrediction(Packing.readText(in), Packing.readLong(in), in);
    }

    /** A prediction without its click, where the surroundings tell that. */
    public static void writePrediction(Predicted value, DataOutput out) throws IOException {
        Packing.writeText(value.variant(), out);
        Packing.writeText(value.userId(), out);
        Packing.writeLong(value.segment(), out);
        Packing.writeLong(value.steps(), out);
        writeNullable(value.cvr(), out);
        writeNullable(value.rfr(), out);
        writeNullable(value.netcvr(), out);
        writeNullable(value.gmv(), out);
    }

    public static Predicted readPrediction(String clickId, long clickTime, DataInput in) throws IOException {
        return new Predicted(
                Packing.readText(in),
                clickId,
                Packing.readText(in),
                clickTime,
                Packing.readLong(in),
                Packing.readLong(in),
                readNullable(in),
                readNullable(in),
                readNullable(in),
                readNullable(in));
    }

    public static void writeNet(Truth.@Nullable Net value, DataOutput out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            out.writeBoolean(value.paid());
            out.writeBoolean(value.refunded());
            out.writeBoolean(value.complete());
        }
    }

    public static Truth.@Nullable Net readNet(DataInput in) throws IOException {
        return in.readBoolean() ? new Truth.Net(in.readBoolean(), in.readBoolean(), in.readBoolean()) : null;
    }

    public static void writeGmv(Truth.@Nullable Gmv value, DataOutput out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            Packing.writeInt(value.purchases(), out);
            Packing.writeLong(value.grossMicros(), out);
            out.writeBoolean(value.complete());
        }
    }

    public static Truth.@Nullable Gmv readGmv(DataInput in) throws IOException {
        return in.readBoolean() ? new Truth.Gmv(Packing.readInt(in), Packing.readLong(in), in.readBoolean()) : null;
    }

    static void writeJudged(Judged value, DataOutput out) throws IOException {
        writePredicted(value.prediction(), out);
        writeNet(value.net(), out);
        writeGmv(value.gmv(), out);
    }

    static Judged readJudged(DataInput in) throws IOException {
        return new Judged(readPredicted(in), readNet(in), readGmv(in));
    }

    public static void writeScored(SegmentScored value, DataOutput out) throws IOException {
        Packing.writeText(value.variant(), out);
        Packing.writeLong(value.segment(), out);
        Packing.writeLong(value.start(), out);
        Packing.writeLong(value.end(), out);
        Packing.writeLong(value.clicks(), out);
    }

    public static SegmentScored readScored(DataInput in) throws IOException {
        return new SegmentScored(
                Packing.readText(in),
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in));
    }

    static void writeMeasured(SegmentMeasured value, DataOutput out) throws IOException {
        Packing.writeText(value.variant(), out);
        Packing.writeLong(value.segment(), out);
        Packing.writeLong(value.start(), out);
        Packing.writeLong(value.end(), out);
        Packing.writeInt(value.counts().size(), out);
        for (Map.Entry<String, Long> count : value.counts().entrySet()) {
            Packing.writeText(count.getKey(), out);
            Packing.writeLong(count.getValue(), out);
        }
        Packing.writeInt(value.metrics().size(), out);
        for (Map.Entry<String, Metric> metric : value.metrics().entrySet()) {
            Packing.writeText(metric.getKey(), out);
            writeMetric(metric.getValue(), out);
        }
        Packing.writeInt(value.reliability().size(), out);
        for (Map.Entry<String, List<ReliabilityBin>> quantity :
                value.reliability().entrySet()) {
            Packing.writeText(quantity.getKey(), out);
            Packing.writeInt(quantity.getValue().size(), out);
            for (ReliabilityBin bin : quantity.getValue()) {
                writeBin(bin, out);
            }
        }
    }

    static SegmentMeasured readMeasured(DataInput in) throws IOException {
        String variant = Packing.readText(in);
        long segment = Packing.readLong(in);
        long start = Packing.readLong(in);
        long end = Packing.readLong(in);
        SortedMap<String, Long> counts = new TreeMap<>();
        for (int rest = Packing.readInt(in); rest > 0; rest--) {
            counts.put(Packing.readText(in), Packing.readLong(in));
        }
        SortedMap<String, Metric> metrics = new TreeMap<>();
        for (int rest = Packing.readInt(in); rest > 0; rest--) {
            metrics.put(Packing.readText(in), readMetric(in));
        }
        SortedMap<String, List<ReliabilityBin>> reliability = new TreeMap<>();
        for (int rest = Packing.readInt(in); rest > 0; rest--) {
            String quantity = Packing.readText(in);
            List<ReliabilityBin> bins = new ArrayList<>();
            for (int left = Packing.readInt(in); left > 0; left--) {
                bins.add(readBin(in));
            }
            reliability.put(quantity, bins);
        }
        return new SegmentMeasured(variant, segment, start, end, counts, metrics, reliability);
    }

    private static void writeBin(ReliabilityBin value, DataOutput out) throws IOException {
        Packing.writeInt(value.bin(), out);
        Packing.writeLong(value.rows(), out);
        out.writeDouble(value.predictions());
        out.writeDouble(value.labels());
    }

    private static ReliabilityBin readBin(DataInput in) throws IOException {
        return new ReliabilityBin(Packing.readInt(in), Packing.readLong(in), in.readDouble(), in.readDouble());
    }

    private static void writeMetric(Metric value, DataOutput out) throws IOException {
        if (value instanceof Metric.Value defined) {
            out.writeBoolean(true);
            out.writeDouble(defined.value());
        } else if (value instanceof Metric.Missing missing) {
            out.writeBoolean(false);
            out.writeByte(missing.reason().ordinal());
        }
    }

    private static Metric readMetric(DataInput in) throws IOException {
        return in.readBoolean() ? Metric.of(in.readDouble()) : Metric.missing(Packing.readConstant(REASONS, in));
    }

    private static void writeNullable(@Nullable Double value, DataOutput out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            out.writeDouble(value);
        }
    }

    private static @Nullable Double readNullable(DataInput in) throws IOException {
        return in.readBoolean() ? (Double) in.readDouble() : null;
    }
}

package io.afterclick.job.bytes;

import io.afterclick.event.Packing;
import io.afterclick.job.record.TrainerCost;
import io.afterclick.job.record.TrainerTotals;
import io.afterclick.job.record.VariantReport;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Bytes of what a trainer says of a variant. */
public final class ReportBytes {

    private ReportBytes() {}

    static void write(VariantReport value, DataOutput out) throws IOException {
        Packing.writeText(value.variant(), out);
        Packing.writeText(value.parametersSha256(), out);
        Packing.writeText(value.optimiserSha256(), out);
        Packing.writeLong(value.segments(), out);
        writeTotals(value.totals(), out);
        Packing.writeLong(value.waitingSamples(), out);
        Packing.writeLong(value.rows(), out);
        writeCost(value.cost(), out);
    }

    static VariantReport read(DataInput in) throws IOException {
        return new VariantReport(
                Packing.readText(in),
                Packing.readText(in),
                Packing.readText(in),
                Packing.readLong(in),
                readTotals(in),
                Packing.readLong(in),
                Packing.readLong(in),
                readCost(in));
    }

    public static void writeTotals(TrainerTotals value, DataOutput out) throws IOException {
        Packing.writeLong(value.clicks(), out);
        Packing.writeLong(value.steps(), out);
        Packing.writeLong(value.samples(), out);
        Packing.writeLong(value.refusedBatches(), out);
        Packing.writeLong(value.refusedSamples(), out);
        Packing.writeLong(value.unusedSamples(), out);
    }

    public static TrainerTotals readTotals(DataInput in) throws IOException {
        return new TrainerTotals(
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in));
    }

    public static void writeCost(TrainerCost value, DataOutput out) throws IOException {
        Packing.writeLong(value.trainingNanos(), out);
        Packing.writeLong(value.otherNanos(), out);
        Packing.writeLong(value.flushNanos(), out);
        Packing.writeLong(value.cacheHits(), out);
        Packing.writeLong(value.cacheMisses(), out);
        Packing.writeLong(value.rowsRead(), out);
        Packing.writeLong(value.rowsWritten(), out);
        Packing.writeLong(value.readNanos(), out);
        Packing.writeLong(value.writeNanos(), out);
    }

    public static TrainerCost readCost(DataInput in) throws IOException {
        return new TrainerCost(
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in),
                Packing.readLong(in));
    }
}

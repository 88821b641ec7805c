package io.afterclick.metrics;

import io.afterclick.event.Packing;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * One metric of the segments of a run, 8 bytes a segment. The mean sums values in ascending order, so that it does not depend
 * on the order in which segments come.
 */
public final class SegmentScores {

    /** Version of the layout that is written. */
    public static final int VERSION = 1;

    private static final MissingReason[] REASONS = MissingReason.values();

    private DoubleColumn values = new DoubleColumn();
    private final long[] leftOut = new long[REASONS.length];

    /** The metric of one more segment. */
    public void add(Metric metric) {
        if (metric instanceof Metric.Value defined) {
            values.add(defined.value());
        } else if (metric instanceof Metric.Missing missing) {
            leftOut[missing.reason().ordinal()]++;
        }
    }

    /** Takes over the segments of another one, which stays as it is. */
    public void merge(SegmentScores other) {
        values.addAll(other.values);
        for (int reason = 0; reason < leftOut.length; reason++) {
            leftOut[reason] += other.leftOut[reason];
        }
    }

    public RunMean mean() {
        values.sort();
        int segments = values.size();
        Metric mean = segments == 0 ? Metric.missing(MissingReason.NO_ROWS) : Metric.of(values.sum() / segments);
        Map<MissingReason, Long> reasons = new EnumMap<>(MissingReason.class);
        for (MissingReason reason : REASONS) {
            if (leftOut[reason.ordinal()] > 0) {
                reasons.put(reason, leftOut[reason.ordinal()]);
            }
        }
        return new RunMean(mean, segments, reasons);
    }

    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        values.sort();
        values.write(out);
        Packing.writeInt(leftOut.length, out);
        for (long segments : leftOut) {
            Packing.writeLong(segments, out);
        }
    }

    /** @throws IOException if the bytes were written by a later release, or are none of ours */
    public static SegmentScores read(DataInput in) throws IOException {
        Layout.readVersion("segment scores", VERSION, in);
        SegmentScores scores = new SegmentScores();
        scores.values = DoubleColumn.read(in);
        int reasons = Packing.readInt(in);
        if (reasons < 0 || reasons > REASONS.length) {
            throw new IOException("Segment scores: expected at most " + REASONS.length + " reasons, found " + reasons);
        }
        for (int reason = 0; reason < reasons; reason++) {
            scores.leftOut[reason] = Packing.readLong(in);
        }
        return scores;
    }
}

package io.afterclick.job.bytes;

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
import io.afterclick.job.record.VariantReport;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.DeliveredCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The types that are sent between operators. All are immutable, so a copy is the value itself. A constant's name is part
 * of snapshots: constants may be added, never renamed.
 */
public enum PackedType {
    PARSED(Parsed.class, RecordBytes::writeParsed, RecordBytes::readParsed),
    CLICK_ARRIVALS(ClickArrivals.class, RecordBytes::writeClickArrivals, RecordBytes::readClickArrivals),
    DELIVERED(Delivered.class, DeliveredCodec::write, DeliveredCodec::read),
    SETTLED_OUTCOME(SettledOutcome.class, RecordBytes::writeSettled, RecordBytes::readSettled),
    REFUSED(Refused.class, RecordBytes::writeRefused, RecordBytes::readRefused),
    LOG_END(LogEnd.class, RecordBytes::writeLogEnd, RecordBytes::readLogEnd),
    TALLY(Tally.class, RecordBytes::writeTally, RecordBytes::readTally),
    ROUTED(Routed.class, RoutedBytes::write, RoutedBytes::read),
    PREDICTED(Predicted.class, JudgedBytes::writePredicted, JudgedBytes::readPredicted),
    SEGMENT_SCORED(SegmentScored.class, JudgedBytes::writeScored, JudgedBytes::readScored),
    JUDGED(Judged.class, JudgedBytes::writeJudged, JudgedBytes::readJudged),
    SEGMENT_MEASURED(SegmentMeasured.class, JudgedBytes::writeMeasured, JudgedBytes::readMeasured),
    VARIANT_REPORT(VariantReport.class, ReportBytes::write, ReportBytes::read),
    MODEL_SLICE(ModelSlice.class, SliceBytes::write, SliceBytes::read);

    /** Writes a value. */
    interface Writer<T> {
        void write(T value, DataOutput out) throws IOException;
    }

    /** Reads what the writer wrote. */
    interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    private final Class<?> type;
    private final Writer<?> writer;
    private final Reader<?> reader;

    <T> PackedType(Class<T> type, Writer<T> writer, Reader<T> reader) {
        this.type = type;
        this.writer = writer;
        this.reader = reader;
    }

    @SuppressWarnings("unchecked") // The constructor pairs a type with its own writer and reader.
    <T> Class<T> type() {
        return (Class<T>) type;
    }

    @SuppressWarnings("unchecked")
    <T> void write(T value, DataOutput out) throws IOException {
        ((Writer<T>) writer).write(value, out);
    }

    /** @throws IOException if the bytes are none that the writer wrote */
    @SuppressWarnings("unchecked")
    <T> T read(DataInput in) throws IOException {
        try {
            return ((Reader<T>) reader).read(in);
        } catch (IllegalArgumentException e) {
            throw new IOException("Bytes of " + this + ": " + e.getMessage(), e);
        }
    }
}

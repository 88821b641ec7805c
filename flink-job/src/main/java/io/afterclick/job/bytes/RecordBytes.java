package io.afterclick.job.bytes;

import io.afterclick.event.Arrival;
import io.afterclick.event.EventCodec;
import io.afterclick.event.EventKind;
import io.afterclick.event.Packing;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import io.afterclick.intake.Parsed;
import io.afterclick.job.record.ClickArrivals;
import io.afterclick.job.record.LogEnd;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import io.afterclick.journey.Delivered.Outcome;
import io.afterclick.journey.DeliveredCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Bytes of the job's own records. */
final class RecordBytes {

    private static final EventKind[] KINDS = EventKind.values();
    private static final RefusalReason[] REASONS = RefusalReason.values();

    private RecordBytes() {}

    static void writeClickArrivals(ClickArrivals value, DataOutput out) throws IOException {
        Packing.writeText(value.clickId(), out);
        EventCodec.writeArrivals(value.arrivals(), out);
    }

    static ClickArrivals readClickArrivals(DataInput in) throws IOException {
        String clickId = Packing.readText(in);
        return new ClickArrivals(clickId, EventCodec.readArrivals(clickId, in));
    }

    static void writeParsed(Parsed value, DataOutput out) throws IOException {
        List<Arrival> arrivals = value.arrivals();
        out.writeBoolean(!arrivals.isEmpty());
        if (!arrivals.isEmpty()) {
            writeClickArrivals(new ClickArrivals(arrivals.get(0).event().clickId(), arrivals), out);
        }
        Packing.writeInt(value.refused().size(), out);
        for (Refused refused : value.refused()) {
            writeRefused(refused, out);
        }
    }

    static Parsed readParsed(DataInput in) throws IOException {
        List<Arrival> arrivals = in.readBoolean() ? readClickArrivals(in).arrivals() : List.of();
        int size = Packing.readSize(in);
        List<Refused> refused = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            refused.add(readRefused(in));
        }
        return new Parsed(arrivals, refused);
    }

    static void writeRefused(Refused value, DataOutput out) throws IOException {
        out.writeByte(value.kind().ordinal());
        out.writeByte(value.reason().ordinal());
        Packing.writeText(value.detail(), out);
        Long time = value.time();
        out.writeBoolean(time != null);
        if (time != null) {
            Packing.writeLong(time, out);
        }
        Packing.writeNullableText(value.id(), out);
        Packing.writeNullableText(value.clickId(), out);
        EventCodec.writeRaw(value.raw(), out);
    }

    static Refused readRefused(DataInput in) throws IOException {
        EventKind kind = Packing.readConstant(KINDS, in);
        RefusalReason reason = Packing.readConstant(REASONS, in);
        String detail = Packing.readText(in);
        @Nullable Long time = in.readBoolean() ? Packing.readLong(in) : null;
        @Nullable String id = Packing.readNullableText(in);
        @Nullable String clickId = Packing.readNullableText(in);
        return new Refused(kind, reason, detail, time, id, clickId, EventCodec.readRaw(in));
    }

    static void writeSettled(SettledOutcome value, DataOutput out) throws IOException {
        DeliveredCodec.write(value.outcome(), out);
        out.writeBoolean(value.complete());
    }

    static SettledOutcome readSettled(DataInput in) throws IOException {
        if (DeliveredCodec.read(in) instanceof Outcome outcome) {
            return new SettledOutcome(outcome, in.readBoolean());
        }
        throw new IOException("Settled outcome: expected an outcome, found another delivery");
    }

    static void writeLogEnd(LogEnd value, DataOutput out) throws IOException {
        Packing.writeLong(value.time(), out);
    }

    static LogEnd readLogEnd(DataInput in) throws IOException {
        return new LogEnd(Packing.readLong(in));
    }

    static void writeTally(Tally value, DataOutput out) throws IOException {
        Packing.writeInt(value.counts().size(), out);
        for (Map.Entry<String, Long> count : value.counts().entrySet()) {
            Packing.writeText(count.getKey(), out);
            Packing.writeLong(count.getValue(), out);
        }
    }

    static Tally readTally(DataInput in) throws IOException {
        int size = Packing.readSize(in);
        Map<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            counts.put(Packing.readText(in), Packing.readLong(in));
        }
        return new Tally(counts);
    }
}

package io.afterclick.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Bytes of events, and of the records that carried them. The key of the surroundings, the click id, is not repeated. */
public final class EventCodec {

    private static final EventKind[] KINDS = EventKind.values();

    private EventCodec() {}

    public static void write(Event event, DataOutput out) throws IOException {
        out.writeByte(event.kind().ordinal());
        if (event instanceof Click click) {
            writeClick(click, out);
        } else if (event instanceof Purchase purchase) {
            writePurchase(purchase, out);
        } else if (event instanceof Refund refund) {
            writeRefund(refund, out);
        }
    }

    public static Event read(String clickId, DataInput in) throws IOException {
        int kind = in.readByte();
        if (kind < 0 || kind >= KINDS.length) {
            throw new IOException("Kind of event: expected 0 to " + (KINDS.length - 1) + ", found " + kind);
        }
        return switch (KINDS[kind]) {
            case CLICK -> readClick(clickId, in);
            case PURCHASE -> readPurchase(clickId, in);
            case REFUND -> readRefund(clickId, in);
        };
    }

    public static void writeClick(Click click, DataOutput out) throws IOException {
        Packing.writeLong(click.time(), out);
        Packing.writeText(click.userId(), out);
        Packing.writeText(click.itemId(), out);
        Packing.writeNullableText(click.scene(), out);
        Packing.writeBytes(click.features().packed(), out);
    }

    public static Click readClick(String clickId, DataInput in) throws IOException {
        long time = Packing.readLong(in);
        String userId = Packing.readText(in);
        String itemId = Packing.readText(in);
        String scene = Packing.readNullableText(in);
        try {
            return new Click(clickId, userId, itemId, time, scene, Features.ofPacked(Packing.readBytes(in)));
        } catch (IllegalArgumentException e) {
            throw new IOException("Click " + clickId + " in state: " + e.getMessage(), e);
        }
    }

    public static void writePurchase(Purchase purchase, DataOutput out) throws IOException {
        Packing.writeText(purchase.id(), out);
        Packing.writeLong(purchase.time(), out);
        Packing.writeLong(purchase.amountMicros(), out);
    }

    public static Purchase readPurchase(String clickId, DataInput in) throws IOException {
        String id = Packing.readText(in);
        long time = Packing.readLong(in);
        return new Purchase(id, clickId, time, Packing.readLong(in));
    }

    public static void writeRefund(Refund refund, DataOutput out) throws IOException {
        Packing.writeText(refund.id(), out);
        Packing.writeText(refund.purchaseId(), out);
        Packing.writeLong(refund.time(), out);
        Packing.writeLong(refund.amountMicros(), out);
    }

    public static Refund readRefund(String clickId, DataInput in) throws IOException {
        String id = Packing.readText(in);
        String purchaseId = Packing.readText(in);
        long time = Packing.readLong(in);
        return new Refund(id, purchaseId, clickId, time, Packing.readLong(in));
    }

    public static void writeRaw(RawRecord raw, DataOutput out) throws IOException {
        Origin origin = raw.origin();
        Packing.writeText(origin.source(), out);
        Packing.writeInt(origin.partition(), out);
        Packing.writeLong(origin.line(), out);
        Packing.writeLong(origin.offset(), out);
        Packing.writeLong(origin.length(), out);
        Packing.writeBytes(raw.bytes(), out);
    }

    public static RawRecord readRaw(DataInput in) throws IOException {
        String source = Packing.readText(in);
        int partition = Packing.readInt(in);
        long line = Packing.readLong(in);
        long offset = Packing.readLong(in);
        long length = Packing.readLong(in);
        return new RawRecord(new Origin(source, partition, line, offset, length), Packing.readBytes(in));
    }

    /** Writes arrivals of one click; a record that carried several events is written once if they stand together. */
    public static void writeArrivals(List<Arrival> arrivals, DataOutput out) throws IOException {
        Packing.writeInt(arrivals.size(), out);
        RawRecord last = null;
        for (Arrival arrival : arrivals) {
            write(arrival.event(), out);
            boolean sameRecord = arrival.raw() == last;
            out.writeBoolean(sameRecord);
            if (!sameRecord) {
                writeRaw(arrival.raw(), out);
                last = arrival.raw();
            }
        }
    }

    public static List<Arrival> readArrivals(String clickId, DataInput in) throws IOException {
        int size = Packing.readSize(in);
        List<Arrival> arrivals = new ArrayList<>(Math.min(size, 16));
        RawRecord last = null;
        for (int i = 0; i < size; i++) {
            Event event = read(clickId, in);
            boolean sameRecord = in.readBoolean();
            if (!sameRecord) {
                last = readRaw(in);
            } else if (last == null) {
                throw new IOException("Arrivals: expected a record with the first event, found none");
            }
            arrivals.add(new Arrival(event, last));
        }
        return arrivals;
    }
}

package io.afterclick.journey;

import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.EventCodec;
import io.afterclick.event.EventKind;
import io.afterclick.event.Packing;
import io.afterclick.event.Refund;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Bytes of a click's state. The first byte is the version of the layout, so that bytes of every release stay readable
 * side by side: a state is rewritten in today's layout when it is next touched.
 */
public final class ClickStateCodec {

    /** Version of the layout that is written. */
    public static final int VERSION = 1;

    private static final JourneyWindows.Tracked[] TRACKED = JourneyWindows.Tracked.values();
    private static final EventKind[] KINDS = EventKind.values();

    private JourneyWindows lastWindows;

    /** @param windows today's, shared by the journeys that are read and have the same */
    public ClickStateCodec(JourneyWindows windows) {
        this.lastWindows = windows;
    }

    public void write(ClickState state, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        EventCodec.writeArrivals(state.waiting(), out);
        Packing.writeLong(state.rememberedUntil(), out);
        Journey journey = state.journey();
        out.writeBoolean(journey != null);
        if (journey != null) {
            writeJourney(journey, out);
        }
    }

    /** @throws IOException if the bytes were written by a later release, or are none of ours */
    public ClickState read(String clickId, DataInput in) throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("Layout of the state of click " + clickId + ": expected version " + VERSION
                    + " or earlier, found " + version);
        }
        ClickState state = new ClickState();
        for (Arrival arrival : EventCodec.readArrivals(clickId, in)) {
            state.add(arrival);
        }
        long rememberedUntil = Packing.readLong(in);
        if (rememberedUntil != ClickState.NOT_CLOSED) {
            state.close(rememberedUntil);
        }
        if (in.readBoolean()) {
            state.open(readJourney(clickId, in));
        }
        return state;
    }

    private static void writeJourney(Journey journey, DataOutput out) throws IOException {
        writeWindows(journey.windows(), out);
        EventCodec.writeClick(journey.click(), out);
        Packing.writeLong(journey.clock() - journey.click().time(), out);
        Packing.writeInt(journey.purchases().size(), out);
        for (AttributedPurchase purchase : journey.purchases()) {
            EventCodec.writePurchase(purchase.purchase(), out);
            Packing.writeInt(purchase.refunds().size(), out);
            for (Refund refund : purchase.refunds()) {
                EventCodec.writeRefund(refund, out);
            }
        }
        Packing.writeInt(journey.outsiders().size(), out);
        for (Journey.Outsider outsider : journey.outsiders()) {
            out.writeByte(outsider.kind().ordinal());
            Packing.writeText(outsider.id(), out);
        }
    }

    private Journey readJourney(String clickId, DataInput in) throws IOException {
        JourneyWindows windows = readWindows(in);
        Journey journey = new Journey(EventCodec.readClick(clickId, in), windows);
        journey.advanceClock(journey.click().time() + Packing.readLong(in));
        int purchases = Packing.readSize(in);
        for (int p = 0; p < purchases; p++) {
            AttributedPurchase purchase = journey.restore(EventCodec.readPurchase(clickId, in));
            int refunds = Packing.readSize(in);
            for (int r = 0; r < refunds; r++) {
                purchase.add(EventCodec.readRefund(clickId, in));
            }
        }
        int outsiders = Packing.readSize(in);
        for (int o = 0; o < outsiders; o++) {
            journey.remember(Packing.readConstant(KINDS, in), Packing.readText(in));
        }
        return journey;
    }

    private static void writeWindows(JourneyWindows windows, DataOutput out) throws IOException {
        Packing.writeLong(windows.conversionAttribution(), out);
        Packing.writeLong(windows.refundAttribution(), out);
        Packing.writeLong(windows.conversionObservation(), out);
        Packing.writeLong(windows.refundObservation(), out);
        Packing.writeLong(windows.gmvAttribution(), out);
        out.writeByte(windows.tracked().ordinal());
    }

    private JourneyWindows readWindows(DataInput in) throws IOException {
        JourneyWindows windows;
        try {
            windows = new JourneyWindows(
                    Packing.readLong(in),
                    Packing.readLong(in),
                    Packing.readLong(in),
                    Packing.readLong(in),
                    Packing.readLong(in),
                    Packing.readConstant(TRACKED, in));
        } catch (IllegalArgumentException e) {
            throw new IOException("Windows in state: " + e.getMessage(), e);
        }
        if (!windows.equals(lastWindows)) {
            lastWindows = windows;
        }
        return lastWindows;
    }

    /** Bytes that a state takes in memory, roughly, to bound how many are kept there. */
    public static int estimateBytes(ClickState state) {
        int bytes = 96;
        for (Arrival arrival : state.waiting()) {
            bytes += 240 + arrival.raw().bytes().length + payloadBytes(arrival.event());
        }
        Journey journey = state.journey();
        if (journey != null) {
            bytes += 320 + payloadBytes(journey.click());
            for (AttributedPurchase purchase : journey.purchases()) {
                bytes += 240 + 240 * purchase.refunds().size();
            }
            bytes += 120 * journey.outsiders().size();
        }
        return bytes;
    }

    private static int payloadBytes(Event event) {
        return event instanceof Click click ? click.features().packed().length : 0;
    }
}

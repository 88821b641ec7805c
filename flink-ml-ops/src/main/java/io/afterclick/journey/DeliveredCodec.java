package io.afterclick.journey;

import io.afterclick.event.Click;
import io.afterclick.event.EventCodec;
import io.afterclick.event.Packing;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.GmvState;
import io.afterclick.journey.Delivered.Life;
import io.afterclick.journey.Delivered.NetOutcome;
import io.afterclick.journey.Delivered.ScoreRequest;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Bytes of what a journey gives away, as they are sent between operators. */
public final class DeliveredCodec {

    private static final int SCORE_REQUEST = 0;
    private static final int CONVERSION_SAMPLE = 1;
    private static final int GMV_SAMPLE = 2;
    private static final int NET_OUTCOME = 3;
    private static final int GMV_OUTCOME = 4;
    private static final int LIFE = 5;

    private static final SampleTask[] TASKS = SampleTask.values();
    private static final Trajectory[] TRAJECTORIES = Trajectory.values();

    private DeliveredCodec() {}

    public static void write(Delivered delivered, DataOutput out) throws IOException {
        if (delivered instanceof ScoreRequest request) {
            writeHead(SCORE_REQUEST, request.click(), out);
        } else if (delivered instanceof ConversionSample sample) {
            writeHead(CONVERSION_SAMPLE, sample.click(), out);
            writeConversion(sample, out);
        } else if (delivered instanceof GmvSample sample) {
            writeHead(GMV_SAMPLE, sample.click(), out);
            writeGmv(sample, out);
        } else if (delivered instanceof NetOutcome outcome) {
            writeHead(NET_OUTCOME, outcome.click(), out);
            Packing.writeLong(outcome.decidedAt(), out);
            out.writeByte(outcome.trajectory().ordinal());
            Packing.writeLong(outcome.conversionDelay(), out);
            Packing.writeLong(outcome.refundDelay(), out);
        } else if (delivered instanceof GmvOutcome outcome) {
            writeHead(GMV_OUTCOME, outcome.click(), out);
            Packing.writeLong(outcome.decidedAt(), out);
            Packing.writeInt(outcome.count(), out);
            Packing.writeLong(outcome.grossMicros(), out);
            Packing.writeLong(outcome.netMicros(), out);
        } else if (delivered instanceof Life life) {
            writeHead(LIFE, life.click(), out);
            writeLife(life, out);
        }
    }

    public static Delivered read(DataInput in) throws IOException {
        int kind = in.readByte();
        Click click = EventCodec.readClick(Packing.readText(in), in);
        return switch (kind) {
            case SCORE_REQUEST -> new ScoreRequest(click);
            case CONVERSION_SAMPLE -> readConversion(click, in);
            case GMV_SAMPLE -> readGmv(click, in);
            case NET_OUTCOME ->
                new NetOutcome(
                        click,
                        Packing.readLong(in),
                        Packing.readConstant(TRAJECTORIES, in),
                        Packing.readLong(in),
                        Packing.readLong(in));
            case GMV_OUTCOME ->
                new GmvOutcome(
                        click, Packing.readLong(in), Packing.readInt(in), Packing.readLong(in), Packing.readLong(in));
            case LIFE -> readLife(click, in);
            default -> throw new IOException("Kind of delivery: expected 0 to " + LIFE + ", found " + kind);
        };
    }

    private static void writeHead(int kind, Click click, DataOutput out) throws IOException {
        out.writeByte(kind);
        Packing.writeText(click.id(), out);
        EventCodec.writeClick(click, out);
    }

    private static void writeConversion(ConversionSample sample, DataOutput out) throws IOException {
        Packing.writeText(sample.delivery(), out);
        out.writeByte(sample.task().ordinal());
        Packing.writeLong(sample.deliveredAt(), out);
        Packing.writeInt(sample.sequence(), out);
        out.writeBoolean(sample.paid());
        out.writeBoolean(sample.refunded());
        Packing.writeNullableText(sample.purchaseId(), out);
        Packing.writeLong(sample.conversionDelay(), out);
        Packing.writeLong(sample.refundDelay(), out);
    }

    private static ConversionSample readConversion(Click click, DataInput in) throws IOException {
        return new ConversionSample(
                click,
                Packing.readText(in),
                Packing.readConstant(TASKS, in),
                Packing.readLong(in),
                Packing.readInt(in),
                in.readBoolean(),
                in.readBoolean(),
                Packing.readNullableText(in),
                Packing.readLong(in),
                Packing.readLong(in));
    }

    private static void writeGmv(GmvSample sample, DataOutput out) throws IOException {
        Packing.writeText(sample.delivery(), out);
        out.writeByte(sample.task().ordinal());
        Packing.writeLong(sample.deliveredAt(), out);
        Packing.writeInt(sample.sequence(), out);
        Packing.writeText(sample.purchaseId(), out);
        writeState(sample.now(), out);
        writeState(sample.previous(), out);
    }

    private static GmvSample readGmv(Click click, DataInput in) throws IOException {
        return new GmvSample(
                click,
                Packing.readText(in),
                Packing.readConstant(TASKS, in),
                Packing.readLong(in),
                Packing.readInt(in),
                Packing.readText(in),
                readState(in),
                readState(in));
    }

    private static void writeLife(Life life, DataOutput out) throws IOException {
        Packing.writeLong(life.netKnownAt(), out);
        Packing.writeLong(life.gmvKnownAt(), out);
        out.writeByte(life.trajectory().ordinal());
        Packing.writeInt(life.purchases().size(), out);
        for (GmvState state : life.purchases()) {
            writeState(state, out);
        }
    }

    private static Life readLife(Click click, DataInput in) throws IOException {
        long netKnownAt = Packing.readLong(in);
        long gmvKnownAt = Packing.readLong(in);
        Trajectory trajectory = Packing.readConstant(TRAJECTORIES, in);
        int purchases = Packing.readSize(in);
        List<GmvState> states = new ArrayList<>();
        for (int i = 0; i < purchases; i++) {
            states.add(readState(in));
        }
        return new Life(click, netKnownAt, gmvKnownAt, trajectory, states);
    }

    private static void writeState(GmvState state, DataOutput out) throws IOException {
        Packing.writeLong(state.elapsed(), out);
        Packing.writeInt(state.count(), out);
        Packing.writeLong(state.micros(), out);
    }

    private static GmvState readState(DataInput in) throws IOException {
        return new GmvState(Packing.readLong(in), Packing.readInt(in), Packing.readLong(in));
    }
}

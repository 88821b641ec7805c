package io.afterclick.job.judge;

import io.afterclick.event.Packing;
import io.afterclick.job.bytes.JudgedBytes;
import io.afterclick.job.record.Judged;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.Truth;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A click's predictions that wait for its outcomes, and its outcomes that wait for predictions. Which comes first does not
 * matter; every prediction is judged once.
 */
final class WaitingClick {

    /** Version of the layout that is written. */
    static final int VERSION = 1;

    private static final int BYTES_OF_A_CLICK = 250;
    private static final int BYTES_OF_A_PREDICTION = 200;

    private final String clickId;
    private final long clickTime;
    private final long deadline;
    private final List<Predicted> predictions = new ArrayList<>(2);
    private final List<String> judged = new ArrayList<>(2);
    private Truth.@Nullable Net net;
    private Truth.@Nullable Gmv gmv;

    /** @param deadline when to give up, in milliseconds */
    WaitingClick(String clickId, long clickTime, long deadline) {
        this.clickId = clickId;
        this.clickTime = clickTime;
        this.deadline = deadline;
    }

    String clickId() {
        return clickId;
    }

    long deadline() {
        return deadline;
    }

    void predicted(Predicted prediction, Consumer<Judged> out) {
        predictions.add(prediction);
        judge(out);
    }

    void settled(Truth truth, Consumer<Judged> out) {
        if (truth instanceof Truth.Net known) {
            net = known;
        } else if (truth instanceof Truth.Gmv known) {
            gmv = known;
        }
        judge(out);
    }

    private void judge(Consumer<Judged> out) {
        for (Iterator<Predicted> waiting = predictions.iterator(); waiting.hasNext(); ) {
            Predicted prediction = waiting.next();
            boolean settled =
                    (net != null || !prediction.aboutNetConversion()) && (gmv != null || !prediction.aboutGmv());
            if (settled) {
                waiting.remove();
                judged.add(prediction.variant());
                out.accept(withTruths(prediction));
            }
        }
    }

    private Judged withTruths(Predicted prediction) {
        return new Judged(prediction, prediction.aboutNetConversion() ? net : null, prediction.aboutGmv() ? gmv : null);
    }

    /** Whether all that belongs together has met. */
    boolean isDone(JudgeSettings settings) {
        if (!predictions.isEmpty()) {
            return false;
        }
        for (JudgedVariant variant : settings.variants()) {
            if (variant.scores(clickTime) && !judged.contains(variant.name())) {
                return false;
            }
        }
        return true;
    }

    /** Judges with what there is, and returns how many predictions that were. */
    int giveUp(Consumer<Judged> out) {
        predictions.forEach(prediction -> out.accept(withTruths(prediction)));
        int given = predictions.size();
        predictions.clear();
        return given;
    }

    /** In memory, roughly. */
    int estimateBytes() {
        return BYTES_OF_A_CLICK + 2 * clickId.length() + BYTES_OF_A_PREDICTION * predictions.size();
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        Packing.writeLong(clickTime, out);
        Packing.writeLong(deadline, out);
        Packing.writeInt(predictions.size(), out);
        for (Predicted prediction : predictions) {
            JudgedBytes.writePrediction(prediction, out);
        }
        Packing.writeInt(judged.size(), out);
        for (String variant : judged) {
            Packing.writeText(variant, out);
        }
        JudgedBytes.writeNet(net, out);
        JudgedBytes.writeGmv(gmv, out);
    }

    /** @throws IOException if the bytes were written by a later release, or are none of ours */
    static WaitingClick read(String clickId, DataInput in) throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("Waiting click: expected version " + VERSION + ", found " + version);
        }
        long clickTime = Packing.readLong(in);
        WaitingClick click = new WaitingClick(clickId, clickTime, Packing.readLong(in));
        for (int rest = Packing.readInt(in); rest > 0; rest--) {
            click.predictions.add(JudgedBytes.readPrediction(clickId, clickTime, in));
        }
        for (int rest = Packing.readInt(in); rest > 0; rest--) {
            click.judged.add(Packing.readText(in));
        }
        click.net = JudgedBytes.readNet(in);
        click.gmv = JudgedBytes.readGmv(in);
        return click;
    }
}

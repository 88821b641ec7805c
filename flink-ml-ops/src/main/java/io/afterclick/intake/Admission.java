package io.afterclick.intake;

import io.afterclick.event.Arrival;
import io.afterclick.event.Event;
import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which records of one source come in time. Only these move the source's watermark. */
public final class Admission {

    private final LateGate gate;
    private final boolean inOrder;
    private final LateRecords late;

    /**
     * @param gate keeps the maximum
     * @param inOrder whether disorder is an error of the input as a whole, as in official files
     * @param late what becomes of late records
     */
    public Admission(LateGate gate, boolean inOrder, LateRecords late) {
        this.gate = gate;
        this.inOrder = inOrder;
        this.late = late;
    }

    /** An admission that refuses late records. */
    public Admission(LateGate gate, boolean inOrder) {
        this(gate, inOrder, LateRecords.DEAD_LETTER);
    }

    /**
     * Passes a record on, or refuses it as late, or passes a late one on as of the earliest time that is not.
     *
     * @throws InputException if the input must be in order and is not
     */
    public Parsed admit(Parsed parsed) {
        if (parsed.arrivals().isEmpty()) {
            return parsed;
        }
        Arrival first = parsed.arrivals().get(0);
        long time = first.event().time();
        long maximum = gate.maximum();
        if (inOrder && maximum != LateGate.NOTHING_YET && time < maximum) {
            throw new InputException(first.raw().origin() + ": expected rows in the order of their click times, found "
                    + Instant.ofEpochMilli(time) + " after " + Instant.ofEpochMilli(maximum)
                    + "; --sort reads them in order");
        }
        if (gate.admit(time)) {
            return parsed;
        }
        String detail = "time: expected " + Instant.ofEpochMilli(gate.watermark() + 1) + " or later, found "
                + Instant.ofEpochMilli(time);
        List<Arrival> applied = new ArrayList<>();
        List<Refused> refused = new ArrayList<>(parsed.refused());
        for (Arrival arrival : parsed.arrivals()) {
            Event now = late == LateRecords.APPLY ? asOf(arrival.event(), gate.watermark() + 1) : null;
            if (now != null) {
                applied.add(new Arrival(now, arrival.raw()));
            } else {
                refused.add(Refused.of(arrival, RefusalReason.LATE, detail));
            }
        }
        return new Parsed(List.copyOf(applied), List.copyOf(refused));
    }

    /** Null for a click: it would be scored as if it were made now. */
    private static @Nullable Event asOf(Event event, long time) {
        if (event instanceof Purchase purchase) {
            return new Purchase(purchase.id(), purchase.clickId(), time, purchase.amountMicros());
        }
        if (event instanceof Refund refund) {
            return new Refund(refund.id(), refund.purchaseId(), refund.clickId(), time, refund.amountMicros());
        }
        return null;
    }

    public LateGate gate() {
        return gate;
    }
}

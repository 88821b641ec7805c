package io.afterclick.intake;

import io.afterclick.event.Arrival;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Decides which records of one source come in time. Only these move the source's watermark. */
public final class Admission {

    private final LateGate gate;
    private final boolean inOrder;

    /**
     * @param gate keeps the maximum
     * @param inOrder whether disorder is an error of the input as a whole, as in official files
     */
    public Admission(LateGate gate, boolean inOrder) {
        this.gate = gate;
        this.inOrder = inOrder;
    }

    /**
     * Passes a record on, or refuses it as late.
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
        List<Refused> refused = new ArrayList<>(parsed.refused());
        for (Arrival late : parsed.arrivals()) {
            refused.add(Refused.of(late, RefusalReason.LATE, detail));
        }
        return new Parsed(List.of(), List.copyOf(refused));
    }

    public LateGate gate() {
        return gate;
    }
}

package io.afterclick.journey;

import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A purchase within its journey's horizon, with the refunds that came in time. */
public final class AttributedPurchase {

    private final Purchase purchase;
    private List<Refund> refunds = List.of();

    AttributedPurchase(Purchase purchase) {
        this.purchase = purchase;
    }

    public Purchase purchase() {
        return purchase;
    }

    public long time() {
        return purchase.time();
    }

    /** Refunds within the refund attribution window, in total order. */
    public List<Refund> refunds() {
        return Collections.unmodifiableList(refunds);
    }

    /** The refund that makes the conversion a lost one, or null while it is kept. */
    public @Nullable Refund firstRefund() {
        return refunds.isEmpty() ? null : refunds.get(0);
    }

    /** Sum of the refunds, in micro units. */
    public long refundedMicros() {
        long sum = 0;
        for (Refund refund : refunds) {
            sum = Math.addExact(sum, refund.amountMicros());
        }
        return sum;
    }

    void add(Refund refund) {
        if (refunds.isEmpty()) {
            refunds = new ArrayList<>(1);
        }
        refunds.add(refund);
    }
}

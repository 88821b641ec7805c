package io.afterclick.journey.delivery;

import io.afterclick.event.Event;
import io.afterclick.journey.AttributedPurchase;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.Gmv;
import io.afterclick.journey.Journey;
import io.afterclick.journey.JourneyWindows;
import java.util.List;
import java.util.function.Consumer;

/** The final GMV, gross and net of refunds, once the last refund window has closed; once for every click. */
public final class GmvOutcomeDelivery implements Delivery {

    @Override
    public String name() {
        return "gmv-outcome";
    }

    @Override
    public long nextWakeUp(Journey journey, long after) {
        JourneyWindows windows = journey.windows();
        long end = journey.click().time() + windows.gmvAttribution();
        List<AttributedPurchase> purchases = Gmv.purchases(journey);
        if (!purchases.isEmpty()) {
            long lastRefund = purchases.get(purchases.size() - 1).time() + windows.refundAttribution();
            end = Math.max(end, lastRefund);
        }
        return WakeUps.next(after, end);
    }

    @Override
    public void onEvent(Journey journey, Event event, Consumer<Delivered> out) {
        // Decided by wake-ups alone.
    }

    @Override
    public void onWakeUp(Journey journey, long time, Consumer<Delivered> out) {
        List<AttributedPurchase> purchases = Gmv.purchases(journey);
        long gross = Gmv.grossMicros(purchases);
        long net = Math.subtractExact(gross, Gmv.refundedMicros(purchases));
        out.accept(new GmvOutcome(journey.click(), time, purchases.size(), gross, net));
    }
}

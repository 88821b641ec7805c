package io.afterclick.journey.delivery;

import io.afterclick.event.Event;
import io.afterclick.event.Purchase;
import io.afterclick.journey.AttributedPurchase;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.Gmv;
import io.afterclick.journey.Journey;
import io.afterclick.journey.SampleTask;
import java.util.List;
import java.util.function.Consumer;

/**
 * The samples of READER ("Delayed Feedback Modeling for Post-Click Gross Merchandise Volume Prediction", WWW 2026): one at
 * every attributed purchase, and the ground truth at the close of attribution. A purchase exactly at the close does not
 * count. Refunds change nothing.
 */
public final class ReaderDelivery implements Delivery {

    /** As settings name it. */
    public static final String NAME = "reader";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long nextWakeUp(Journey journey, long after) {
        return journey.purchases().isEmpty() ? Journey.NEVER : WakeUps.next(after, close(journey));
    }

    @Override
    public void onEvent(Journey journey, Event event, Consumer<Delivered> out) {
        if (!(event instanceof Purchase) || event.time() >= close(journey)) {
            return;
        }
        List<AttributedPurchase> purchases = Gmv.purchases(journey);
        int count = purchases.size();
        out.accept(new GmvSample(
                journey.click(),
                NAME,
                SampleTask.GMV_PURCHASE,
                event.time(),
                count - 1,
                event.id(),
                Gmv.stateAt(journey, purchases, count),
                Gmv.stateAt(journey, purchases, count - 1)));
    }

    @Override
    public void onWakeUp(Journey journey, long time, Consumer<Delivered> out) {
        List<AttributedPurchase> purchases = Gmv.purchases(journey);
        int count = purchases.size();
        if (count > 0) {
            out.accept(new GmvSample(
                    journey.click(),
                    NAME,
                    SampleTask.GMV_GROUND_TRUTH,
                    time,
                    count,
                    purchases.get(count - 1).purchase().id(),
                    Gmv.finalState(journey, purchases),
                    Gmv.stateAt(journey, purchases, count)));
        }
    }

    private static long close(Journey journey) {
        return journey.click().time() + journey.windows().gmvAttribution();
    }
}

package io.afterclick.journey.delivery;

import io.afterclick.event.Event;
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
 * Final GMV, one row a click with a purchase, as if known at the first purchase: the sample carries that purchase's time
 * and is given away at the close of attribution.
 */
public final class GmvOracleDelivery implements Delivery {

    /** As settings name it. */
    public static final String NAME = "gmv-oracle";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long nextWakeUp(Journey journey, long after) {
        return WakeUps.next(after, journey.click().time() + journey.windows().gmvAttribution());
    }

    @Override
    public void onEvent(Journey journey, Event event, Consumer<Delivered> out) {
        // Nothing is complete yet.
    }

    @Override
    public void onWakeUp(Journey journey, long time, Consumer<Delivered> out) {
        List<AttributedPurchase> purchases = Gmv.purchases(journey);
        if (!purchases.isEmpty()) {
            AttributedPurchase first = purchases.get(0);
            out.accept(new GmvSample(
                    journey.click(),
                    NAME,
                    SampleTask.GMV_GROUND_TRUTH,
                    first.time(),
                    0,
                    first.purchase().id(),
                    Gmv.finalState(journey, purchases),
                    Gmv.stateAt(journey, purchases, 0)));
        }
    }
}

package io.afterclick.journey.delivery;

import io.afterclick.event.Event;
import io.afterclick.journey.AttributedPurchase;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.GmvState;
import io.afterclick.journey.Delivered.Life;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.Gmv;
import io.afterclick.journey.Journey;
import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.journey.NetLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Hands over every click with all that became of it once its journey is over, as pretraining sees it. */
public final class LifeDelivery implements Delivery {

    @Override
    public String name() {
        return Deliveries.LIVES;
    }

    @Override
    public long nextWakeUp(Journey journey, long after) {
        long end = journey.openUntil();
        return end > after ? end : Journey.NEVER;
    }

    @Override
    public void onEvent(Journey journey, Event event, Consumer<Delivered> out) {
        // Nothing is settled yet.
    }

    @Override
    public void onWakeUp(Journey journey, long time, Consumer<Delivered> out) {
        List<AttributedPurchase> purchases = Gmv.purchases(journey);
        List<GmvState> states = new ArrayList<>(purchases.size());
        for (int count = 1; count <= purchases.size(); count++) {
            states.add(Gmv.stateAt(journey, purchases, count));
        }
        NetLabel label = NetLabel.of(journey);
        Tracked tracked = journey.windows().tracked();
        long net = tracked == Tracked.GMV ? Delivered.UNKNOWN : label.decidedAt(journey);
        // Refunds change no gross value, so that of a click is known before its journey is over.
        long value = tracked == Tracked.NET_CONVERSION
                ? Delivered.UNKNOWN
                : journey.click().time() + journey.windows().gmvAttribution();
        out.accept(new Life(journey.click(), net, value, label.trajectory(), states));
    }
}

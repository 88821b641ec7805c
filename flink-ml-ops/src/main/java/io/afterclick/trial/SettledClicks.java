package io.afterclick.trial;

import io.afterclick.event.Event;
import io.afterclick.journey.AttributedPurchase;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.GmvState;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.Gmv;
import io.afterclick.journey.Journey;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.journey.NetLabel;
import io.afterclick.learn.SettledClick;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Hands over every click once its journey is over, as pretraining sees it. */
final class SettledClicks implements Delivery {

    private final Consumer<Settled> to;

    SettledClicks(Consumer<Settled> to) {
        this.to = to;
    }

    @Override
    public String name() {
        return "settled-clicks";
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
        to.accept(new Settled(new SettledClick(journey.click(), label.trajectory(), states), knownAt(journey, label)));
    }

    /** Refunds change no gross value, so that of a click is known before its journey is over. */
    private static long knownAt(Journey journey, NetLabel label) {
        JourneyWindows windows = journey.windows();
        long value = journey.click().time() + windows.gmvAttribution();
        if (windows.tracked() == Tracked.GMV) {
            return value;
        }
        long net = label.decidedAt(journey);
        return windows.tracked() == Tracked.BOTH ? Math.max(net, value) : net;
    }
}

package io.afterclick.journey.delivery;

import io.afterclick.event.Event;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.NetOutcome;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.Journey;
import io.afterclick.journey.NetLabel;
import java.util.function.Consumer;

/** The final label of net conversion, as soon as nothing can change it any more; once for every click. */
public final class NetOutcomeDelivery implements Delivery {

    @Override
    public String name() {
        return "net-outcome";
    }

    @Override
    public long nextWakeUp(Journey journey, long after) {
        NetLabel label = NetLabel.of(journey);
        // A refund decides at once, in its own event.
        return label.refunded() ? Journey.NEVER : WakeUps.next(after, label.decidedAt(journey));
    }

    @Override
    public void onEvent(Journey journey, Event event, Consumer<Delivered> out) {
        NetLabel label = NetLabel.of(journey);
        if (label.isRefund(event)) {
            out.accept(outcome(journey, label, event.time()));
        }
    }

    @Override
    public void onWakeUp(Journey journey, long time, Consumer<Delivered> out) {
        out.accept(outcome(journey, NetLabel.of(journey), time));
    }

    private static NetOutcome outcome(Journey journey, NetLabel label, long time) {
        return new NetOutcome(journey.click(), time, label.trajectory(), label.conversionDelay(), label.refundDelay());
    }
}

package io.afterclick.journey.delivery;

import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.Journey;
import java.util.function.Consumer;

/** Asks for a prediction of every click, once, at its own time. */
public final class ScoreRequests implements Delivery {

    @Override
    public String name() {
        return "score-requests";
    }

    @Override
    public long nextWakeUp(Journey journey, long after) {
        return Journey.NEVER;
    }

    @Override
    public void onEvent(Journey journey, Event event, Consumer<Delivered> out) {
        if (event instanceof Click click) {
            out.accept(new Delivered.ScoreRequest(click));
        }
    }

    @Override
    public void onWakeUp(Journey journey, long time, Consumer<Delivered> out) {
        throw new IllegalStateException("no wake-up was asked for, found one at " + time);
    }
}

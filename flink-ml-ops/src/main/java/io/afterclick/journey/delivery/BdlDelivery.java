package io.afterclick.journey.delivery;

import io.afterclick.event.Event;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.Journey;
import io.afterclick.journey.NetLabel;
import java.util.function.Consumer;

/**
 * Batch training once a day: one row a click with its complete labels, delivered in the last millisecond of the day in
 * which they became complete (when the outcome is decided), so that the next day is scored by a model that has seen it.
 */
public final class BdlDelivery implements Delivery {

    /** As settings name it. */
    public static final String NAME = "bdl";

    private static final long DAY = 24L * 60 * 60 * 1000;

    private static final ConversionSamples SAMPLES = new ConversionSamples(NAME);

    private final long midnight;

    /** Days begin at midnight UTC. */
    public BdlDelivery() {
        this(0);
    }

    /** @param midnight an instant at which a day begins, in milliseconds */
    public BdlDelivery(long midnight) {
        this.midnight = midnight;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long nextWakeUp(Journey journey, long after) {
        return WakeUps.next(after, endOfDay(NetLabel.of(journey).decidedAt(journey)));
    }

    @Override
    public void onEvent(Journey journey, Event event, Consumer<Delivered> out) {
        // Delivered at the end of days alone.
    }

    @Override
    public void onWakeUp(Journey journey, long time, Consumer<Delivered> out) {
        SAMPLES.complete(journey, time, out);
    }

    private long endOfDay(long time) {
        return time - Math.floorMod(time - midnight, DAY) + DAY - 1;
    }
}

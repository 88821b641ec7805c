package io.afterclick.journey.delivery;

import io.afterclick.event.Event;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.Journey;
import io.afterclick.journey.JourneyWindows;
import java.util.function.Consumer;

/**
 * Complete labels of net conversion, one row a click, as if known at once: the sample carries the click's own time and is
 * given away when the last window has surely closed, on a clock delayed by {@link #delay}.
 */
public final class NetOracleDelivery implements Delivery {

    /** As settings name it. */
    public static final String NAME = "oracle";

    private static final ConversionSamples SAMPLES = new ConversionSamples(NAME);

    /** How long after a click its complete label is released, in milliseconds. */
    public static long delay(JourneyWindows windows) {
        return windows.conversionAttribution() + windows.refundAttribution();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long nextWakeUp(Journey journey, long after) {
        return WakeUps.next(after, journey.click().time() + delay(journey.windows()));
    }

    @Override
    public void onEvent(Journey journey, Event event, Consumer<Delivered> out) {
        // Nothing is complete yet.
    }

    @Override
    public void onWakeUp(Journey journey, long time, Consumer<Delivered> out) {
        SAMPLES.complete(journey, journey.click().time(), out);
    }
}

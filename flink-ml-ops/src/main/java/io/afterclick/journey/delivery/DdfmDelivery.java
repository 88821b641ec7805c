package io.afterclick.journey.delivery;

import io.afterclick.event.Event;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.Journey;
import io.afterclick.journey.NetLabel;
import java.util.function.Consumer;

/**
 * DDFM: as {@link ObservedConversionDelivery}, and a confirmed negative when attribution closes without a purchase.
 */
public final class DdfmDelivery implements Delivery {

    /** As settings name it. */
    public static final String NAME = "ddfm";

    private static final int CONFIRMED = 5;

    private final Delivery observed;
    private final ConversionSamples samples;

    public DdfmDelivery() {
        this(NAME);
    }

    DdfmDelivery(String name) {
        this.observed = new ObservedConversionDelivery(name);
        this.samples = new ConversionSamples(name);
    }

    @Override
    public String name() {
        return samples.delivery();
    }

    @Override
    public long nextWakeUp(Journey journey, long after) {
        return Math.min(observed.nextWakeUp(journey, after), WakeUps.next(after, close(journey)));
    }

    @Override
    public void onEvent(Journey journey, Event event, Consumer<Delivered> out) {
        observed.onEvent(journey, event, out);
    }

    @Override
    public void onWakeUp(Journey journey, long time, Consumer<Delivered> out) {
        // Observation ends strictly before attribution, so a wake-up is for one of them.
        if (time < close(journey)) {
            observed.onWakeUp(journey, time, out);
        } else if (!NetLabel.of(journey).paid()) {
            samples.conversion(journey, time, CONFIRMED, out);
        }
    }

    private static long close(Journey journey) {
        return journey.click().time() + journey.windows().conversionAttribution();
    }
}

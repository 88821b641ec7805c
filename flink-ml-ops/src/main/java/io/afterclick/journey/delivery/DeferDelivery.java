package io.afterclick.journey.delivery;

import io.afterclick.event.Event;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.Journey;
import io.afterclick.journey.NetLabel;
import java.util.function.Consumer;

/**
 * DEFER ("Real Negatives Matter: Continuous Training with Real Negatives for Delayed Feedback Modeling", KDD 2021): every
 * click twice, so that features keep their distribution. As {@link DdfmDelivery}, and an immediate purchase is delivered
 * when it comes as well as at the end of its observation window.
 */
public final class DeferDelivery implements Delivery {

    /** As settings name it. */
    public static final String NAME = "defer";

    private static final int CONVERTED_AT_ONCE = 2;

    private final Delivery withRealNegatives = new DdfmDelivery(NAME);
    private final ConversionSamples samples = new ConversionSamples(NAME);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long nextWakeUp(Journey journey, long after) {
        return withRealNegatives.nextWakeUp(journey, after);
    }

    @Override
    public void onEvent(Journey journey, Event event, Consumer<Delivered> out) {
        NetLabel label = NetLabel.of(journey);
        if (label.isConversion(event) && label.paidImmediately(journey.windows())) {
            samples.conversionTakenAsKept(journey, event.time(), CONVERTED_AT_ONCE, out);
        } else {
            withRealNegatives.onEvent(journey, event, out);
        }
    }

    @Override
    public void onWakeUp(Journey journey, long time, Consumer<Delivered> out) {
        withRealNegatives.onWakeUp(journey, time, out);
    }
}

package io.afterclick.journey.delivery;

import io.afterclick.event.Event;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.Journey;
import io.afterclick.journey.NetLabel;
import java.util.function.Consumer;

/**
 * A first label of conversion at the end of its observation window, and a second, positive one when a delayed purchase
 * comes. A conversion is taken as kept with its label, and as refunded when its refund comes: refunds have no observation
 * window. ES-DFM ("Capturing Delayed Feedback in Conversion Rate Prediction via Elapsed-Time Sampling", AAAI 2021) and
 * DEFUSE ("Asymptotically Unbiased Estimation for Delayed Feedback Modeling via Label Correction", WWW 2022) share it:
 * they differ in the trainer's weights.
 */
public final class ObservedConversionDelivery implements Delivery {

    /** As settings name it. */
    public static final String ES_DFM = "es-dfm";

    /** As settings name it. */
    public static final String DEFUSE = "defuse";

    private static final int OBSERVED = 0;
    private static final int CONVERTED_LATER = 2;
    private static final int REFUNDED = 4;

    private final ConversionSamples samples;

    /** @param name of the method that trains */
    public ObservedConversionDelivery(String name) {
        this.samples = new ConversionSamples(name);
    }

    @Override
    public String name() {
        return samples.delivery();
    }

    @Override
    public long nextWakeUp(Journey journey, long after) {
        return WakeUps.next(after, journey.click().time() + journey.windows().conversionObservation());
    }

    @Override
    public void onEvent(Journey journey, Event event, Consumer<Delivered> out) {
        NetLabel label = NetLabel.of(journey);
        if (label.isConversion(event) && !label.paidImmediately(journey.windows())) {
            samples.conversionTakenAsKept(journey, event.time(), CONVERTED_LATER, out);
        } else if (label.isRefund(event)) {
            samples.refund(journey, event.time(), REFUNDED, out);
        }
    }

    @Override
    public void onWakeUp(Journey journey, long time, Consumer<Delivered> out) {
        samples.conversionTakenAsKept(journey, time, OBSERVED, out);
    }
}

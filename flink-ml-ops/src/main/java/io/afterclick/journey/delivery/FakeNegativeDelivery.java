package io.afterclick.journey.delivery;

import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.Journey;
import io.afterclick.journey.NetLabel;
import java.util.function.Consumer;

/**
 * Every click is a negative at once, and a positive again when its purchase comes; a conversion is taken as kept at once,
 * and as refunded again when its refund comes. FNC and FNW ("Addressing Delayed Feedback for Continuous Training with
 * Neural Networks in CTR Prediction", RecSys 2019) share it: they differ in how the trainer makes up for the fake
 * negatives.
 */
public final class FakeNegativeDelivery implements Delivery {

    /** Fake negative calibration, as settings name it. */
    public static final String FNC = "fnc";

    /** Fake negative weighted, as settings name it. */
    public static final String FNW = "fnw";

    private static final int CLICKED = 0;
    private static final int CONVERTED = 1;
    private static final int REFUNDED = 3;

    private final ConversionSamples samples;

    /** @param name of the method that trains */
    public FakeNegativeDelivery(String name) {
        this.samples = new ConversionSamples(name);
    }

    @Override
    public String name() {
        return samples.delivery();
    }

    @Override
    public long nextWakeUp(Journey journey, long after) {
        return Journey.NEVER;
    }

    @Override
    public void onEvent(Journey journey, Event event, Consumer<Delivered> out) {
        NetLabel label = NetLabel.of(journey);
        if (event instanceof Click) {
            samples.conversion(journey, event.time(), CLICKED, out);
        } else if (label.isConversion(event)) {
            samples.conversionTakenAsKept(journey, event.time(), CONVERTED, out);
        } else if (label.isRefund(event)) {
            samples.refund(journey, event.time(), REFUNDED, out);
        }
    }

    @Override
    public void onWakeUp(Journey journey, long time, Consumer<Delivered> out) {
        throw new IllegalStateException("no wake-up was asked for, found one at " + time);
    }
}

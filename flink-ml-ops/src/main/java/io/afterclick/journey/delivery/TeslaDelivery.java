package io.afterclick.journey.delivery;

import io.afterclick.event.Event;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.Journey;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.journey.NetLabel;
import java.util.function.Consumer;

/**
 * The samples of TESLA ("Modeling Cascaded Delay Feedback for Online Net Conversion Rate Prediction", WWW 2026): a first
 * label of each stage at the end of its observation window, and a second, positive one whenever a delayed purchase or
 * refund comes. One to four samples a click.
 */
public final class TeslaDelivery implements Delivery {

    /** As settings name it. */
    public static final String NAME = "tesla";

    private static final int OBSERVED_CONVERSION = 0;
    private static final int DELAYED_CONVERSION = 1;
    private static final int OBSERVED_REFUND = 2;
    private static final int DELAYED_REFUND = 3;

    private static final ConversionSamples SAMPLES = new ConversionSamples(NAME);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long nextWakeUp(Journey journey, long after) {
        JourneyWindows windows = journey.windows();
        long conversionObserved = journey.click().time() + windows.conversionObservation();
        NetLabel label = NetLabel.of(journey);
        return label.conversion() == null
                ? WakeUps.next(after, conversionObserved)
                : WakeUps.next(after, conversionObserved, label.conversion().time() + windows.refundObservation());
    }

    @Override
    public void onEvent(Journey journey, Event event, Consumer<Delivered> out) {
        NetLabel label = NetLabel.of(journey);
        JourneyWindows windows = journey.windows();
        if (label.isConversion(event) && !label.paidImmediately(windows)) {
            SAMPLES.conversion(journey, event.time(), DELAYED_CONVERSION, out);
        } else if (label.isRefund(event)) {
            boolean immediate = label.refundDelay() <= windows.refundObservation();
            int sequence = immediate ? OBSERVED_REFUND : DELAYED_REFUND;
            SAMPLES.refund(journey, event.time(), sequence, out);
        }
    }

    @Override
    public void onWakeUp(Journey journey, long time, Consumer<Delivered> out) {
        NetLabel label = NetLabel.of(journey);
        JourneyWindows windows = journey.windows();
        if (time == journey.click().time() + windows.conversionObservation()) {
            SAMPLES.conversion(journey, time, OBSERVED_CONVERSION, out);
        }
        boolean refundObserved =
                label.conversion() != null && time == label.conversion().time() + windows.refundObservation();
        if (refundObserved && !label.refunded()) {
            SAMPLES.refund(journey, time, OBSERVED_REFUND, out);
        }
    }
}

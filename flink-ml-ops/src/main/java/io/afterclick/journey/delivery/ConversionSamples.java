package io.afterclick.journey.delivery;

import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Journey;
import io.afterclick.journey.NetLabel;
import io.afterclick.journey.SampleTask;
import java.util.function.Consumer;

/**
 * Makes a delivery's samples of net conversion from what is known of a journey.
 *
 * @param delivery name of the delivery
 */
record ConversionSamples(String delivery) {

    /** Whether the click is known to have converted. */
    void conversion(Journey journey, long time, int sequence, Consumer<Delivered> out) {
        NetLabel label = NetLabel.of(journey);
        out.accept(sample(journey, label, SampleTask.CVR, time, sequence, false));
    }

    /** Whether the conversion is known to have been refunded. */
    void refund(Journey journey, long time, int sequence, Consumer<Delivered> out) {
        NetLabel label = NetLabel.of(journey);
        out.accept(sample(journey, label, SampleTask.RFR, time, sequence, label.refunded()));
    }

    /**
     * Where conversions are first taken as kept: a label of conversion, and for a conversion a label of no refund, even if
     * a refund is already known; its own sample says so.
     */
    void conversionTakenAsKept(Journey journey, long time, int sequence, Consumer<Delivered> out) {
        NetLabel label = NetLabel.of(journey);
        conversion(journey, time, sequence, out);
        if (label.paid()) {
            out.accept(sample(journey, label, SampleTask.RFR, time, sequence + 1, false));
        }
    }

    /** The only row of a click: everything that is known of it. */
    void complete(Journey journey, long time, Consumer<Delivered> out) {
        NetLabel label = NetLabel.of(journey);
        out.accept(sample(journey, label, SampleTask.NET_CONVERSION, time, 0, label.refunded()));
    }

    private ConversionSample sample(
            Journey journey, NetLabel label, SampleTask task, long time, int sequence, boolean refunded) {
        return new ConversionSample(
                journey.click(),
                delivery,
                task,
                time,
                sequence,
                label.paid(),
                refunded,
                label.purchaseId(),
                label.conversionDelay(),
                refunded ? label.refundDelay() : Delivered.UNKNOWN);
    }
}

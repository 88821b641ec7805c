package io.afterclick.journey;

import io.afterclick.event.Event;
import io.afterclick.event.Refund;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a click's net conversion at an instant.
 *
 * @param conversion the first purchase, if attributed, else null
 * @param refund the first refund of that purchase, if attributed, else null
 * @param trajectory where the journey would end if nothing else happened
 * @param conversionDelay purchase minus click in milliseconds, or {@link Delivered#UNKNOWN}
 * @param refundDelay refund minus purchase in milliseconds, or {@link Delivered#UNKNOWN}
 */
public record NetLabel(
        @Nullable AttributedPurchase conversion,
        @Nullable Refund refund,
        Trajectory trajectory,
        long conversionDelay,
        long refundDelay) {

    private static final NetLabel NOTHING_YET =
            new NetLabel(null, null, Trajectory.N_CONV, Delivered.UNKNOWN, Delivered.UNKNOWN);

    /** Reads it off a journey. */
    public static NetLabel of(Journey journey) {
        AttributedPurchase conversion = journey.conversion();
        if (conversion == null) {
            return NOTHING_YET;
        }
        JourneyWindows windows = journey.windows();
        long conversionDelay = conversion.time() - journey.click().time();
        boolean immediate = conversionDelay <= windows.conversionObservation();
        Refund refund = conversion.firstRefund();
        if (refund == null) {
            return new NetLabel(conversion, null, Trajectory.converted(immediate), conversionDelay, Delivered.UNKNOWN);
        }
        long refundDelay = refund.time() - conversion.time();
        boolean immediateRefund = refundDelay <= windows.refundObservation();
        return new NetLabel(
                conversion, refund, Trajectory.refunded(immediate, immediateRefund), conversionDelay, refundDelay);
    }

    public boolean paid() {
        return conversion != null;
    }

    public boolean refunded() {
        return refund != null;
    }

    /** Whether the purchase came within the conversion observation window. */
    public boolean paidImmediately(JourneyWindows windows) {
        return paid() && conversionDelay <= windows.conversionObservation();
    }

    /** When nothing can change any more, in milliseconds, if nothing else happens to {@code journey} until then. */
    public long decidedAt(Journey journey) {
        JourneyWindows windows = journey.windows();
        if (refund != null) {
            return refund.time();
        }
        return conversion == null
                ? journey.click().time() + windows.conversionAttribution()
                : conversion.time() + windows.refundAttribution();
    }

    /** Identity of the purchase that converted, or null. */
    public @Nullable String purchaseId() {
        return conversion == null ? null : conversion.purchase().id();
    }

    /** Whether {@code event} is the very purchase that converted. */
    public boolean isConversion(Event event) {
        return conversion != null && conversion.purchase() == event;
    }

    /** Whether {@code event} is the very refund that turned the label. */
    public boolean isRefund(Event event) {
        return refund != null && refund == event;
    }
}

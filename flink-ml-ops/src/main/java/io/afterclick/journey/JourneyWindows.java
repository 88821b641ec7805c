package io.afterclick.journey;

import java.io.Serializable;

/**
 * How long after its cause an event still counts (attribution), and how long a first label waits (observation); all in
 * milliseconds. An open journey keeps the windows it began with.
 *
 * @param conversionAttribution a purchase counts for net conversion if it comes strictly within this of its click
 * @param refundAttribution a refund counts if it comes strictly within this of its purchase
 * @param conversionObservation a purchase within this of its click, boundary included, is immediate
 * @param refundObservation a refund within this of its purchase, boundary included, is immediate
 * @param gmvAttribution a purchase counts for GMV if it comes strictly within this of its click
 * @param tracked which labels are asked for, and hence for how long a journey stays open
 */
public record JourneyWindows(
        long conversionAttribution,
        long refundAttribution,
        long conversionObservation,
        long refundObservation,
        long gmvAttribution,
        Tracked tracked)
        implements Serializable {

    /** Which labels a journey is followed for. */
    public enum Tracked {
        NET_CONVERSION,
        GMV,
        BOTH
    }

    /** @throws IllegalArgumentException if a window is not positive, or an observation outlasts its attribution */
    public JourneyWindows {
        requirePositive("conversion attribution", conversionAttribution);
        requirePositive("refund attribution", refundAttribution);
        requirePositive("GMV attribution", gmvAttribution);
        requireWithin("conversion", conversionObservation, conversionAttribution);
        requireWithin("refund", refundObservation, refundAttribution);
    }

    /** A purchase is kept if it comes strictly within this of its click. */
    public long purchaseHorizon() {
        return switch (tracked) {
            case NET_CONVERSION -> conversionAttribution;
            case GMV -> gmvAttribution;
            case BOTH -> Math.max(conversionAttribution, gmvAttribution);
        };
    }

    /** Longest time that a journey may stay open after its click. */
    public long longest() {
        return purchaseHorizon() + refundAttribution;
    }

    private static void requirePositive(String name, long window) {
        if (window <= 0) {
            throw new IllegalArgumentException(name + " window: expected more than 0 ms, found " + window + " ms");
        }
    }

    private static void requireWithin(String name, long observation, long attribution) {
        if (observation < 0 || observation >= attribution) {
            throw new IllegalArgumentException(name + " observation window: expected 0 ms to less than the attribution"
                    + " window of " + attribution + " ms, found " + observation + " ms");
        }
    }
}

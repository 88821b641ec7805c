package io.afterclick.journey.delivery;

import io.afterclick.journey.Journey;

/** The earliest of a delivery's wake-ups that is still to come. */
final class WakeUps {

    private WakeUps() {}

    static long next(long after, long wakeUp) {
        return wakeUp > after ? wakeUp : Journey.NEVER;
    }

    static long next(long after, long wakeUp, long otherWakeUp) {
        return Math.min(next(after, wakeUp), next(after, otherWakeUp));
    }
}

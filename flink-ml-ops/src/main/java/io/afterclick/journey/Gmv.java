package io.afterclick.journey;

import io.afterclick.journey.Delivered.GmvState;
import java.util.List;

/** Sums over the purchases that count for a journey's GMV. */
public final class Gmv {

    private Gmv() {}

    /** Purchases within the GMV attribution window, in total order. */
    public static List<AttributedPurchase> purchases(Journey journey) {
        List<AttributedPurchase> all = journey.purchases();
        long end = journey.click().time() + journey.windows().gmvAttribution();
        int count = all.size();
        while (count > 0 && all.get(count - 1).time() >= end) {
            count--;
        }
        return count == all.size() ? all : all.subList(0, count);
    }

    /** The state at the {@code count}-th purchase; for 0, at the click. */
    public static GmvState stateAt(Journey journey, List<AttributedPurchase> purchases, int count) {
        long elapsed = count == 0
                ? 0
                : purchases.get(count - 1).time() - journey.click().time();
        return new GmvState(elapsed, count, grossMicros(purchases.subList(0, count)));
    }

    /** The state at the close of attribution. */
    public static GmvState finalState(Journey journey, List<AttributedPurchase> purchases) {
        return new GmvState(journey.windows().gmvAttribution(), purchases.size(), grossMicros(purchases));
    }

    /** Sum of the amounts, in micro units. */
    public static long grossMicros(List<AttributedPurchase> purchases) {
        long sum = 0;
        for (AttributedPurchase purchase : purchases) {
            sum = Math.addExact(sum, purchase.purchase().amountMicros());
        }
        return sum;
    }

    /** Sum of what was refunded in time, in micro units. */
    public static long refundedMicros(List<AttributedPurchase> purchases) {
        long sum = 0;
        for (AttributedPurchase purchase : purchases) {
            sum = Math.addExact(sum, purchase.refundedMicros());
        }
        return sum;
    }
}

package io.afterclick.journey;

import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.EventKind;
import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to one click so far: a state machine without engine and clock.
 *
 * <p>Events must be offered in the total order of {@link io.afterclick.event.EventOrder}; {@link ClickState} sees to it.
 * Not thread-safe.
 */
public final class Journey {

    /** An instant that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private final Click click;
    private final JourneyWindows windows;
    private final List<AttributedPurchase> purchases = new ArrayList<>(1);
    private List<Outsider> outsiders = List.of();
    private long clock;

    /** An event that came in order, but too late to count; its id is kept to know duplicates and its refunds. */
    record Outsider(EventKind kind, String id) {}

    Journey(Click click, JourneyWindows windows) {
        this.click = click;
        this.windows = windows;
        this.clock = click.time() - 1;
    }

    public Click click() {
        return click;
    }

    public JourneyWindows windows() {
        return windows;
    }

    /** Purchases within the journey's horizon, in total order. */
    public List<AttributedPurchase> purchases() {
        return Collections.unmodifiableList(purchases);
    }

    /** The first purchase if it counts for net conversion, else null. */
    public @Nullable AttributedPurchase conversion() {
        if (purchases.isEmpty()) {
            return null;
        }
        AttributedPurchase first = purchases.get(0);
        return first.time() - click.time() < windows.conversionAttribution() ? first : null;
    }

    /** The end of the last window: after this instant nothing can change and the journey is forgotten. */
    public long openUntil() {
        long end = click.time() + windows.purchaseHorizon();
        if (!purchases.isEmpty()) {
            // Purchases are in time order, so the last one's refund window ends last.
            end = Math.max(end, purchases.get(purchases.size() - 1).time() + windows.refundAttribution());
        }
        return end;
    }

    /** All wake-ups up to this instant have happened, in milliseconds. */
    long clock() {
        return clock;
    }

    void advanceClock(long time) {
        clock = Math.max(clock, time);
    }

    /** Offers an event that is next in the total order. */
    Verdict apply(Event event) {
        Verdict verdict;
        if (event instanceof Purchase purchase) {
            verdict = apply(purchase);
        } else if (event instanceof Refund refund) {
            verdict = apply(refund);
        } else {
            verdict = Verdict.DUPLICATE;
        }
        // Wake-ups at the event's own instant are still to come.
        advanceClock(event.time() - 1);
        return verdict;
    }

    private Verdict apply(Purchase purchase) {
        if (find(purchase.id()) != null || isOutsider(EventKind.PURCHASE, purchase.id())) {
            return Verdict.DUPLICATE;
        }
        if (purchase.time() - click.time() >= windows.purchaseHorizon()) {
            remember(EventKind.PURCHASE, purchase.id());
            return Verdict.OUT_OF_ATTRIBUTION;
        }
        purchases.add(new AttributedPurchase(purchase));
        return Verdict.APPLIED;
    }

    private Verdict apply(Refund refund) {
        if (isKnown(refund)) {
            return Verdict.DUPLICATE;
        }
        AttributedPurchase purchase = find(refund.purchaseId());
        if (purchase == null) {
            if (!isOutsider(EventKind.PURCHASE, refund.purchaseId())) {
                return Verdict.UNMATCHED;
            }
            remember(EventKind.REFUND, refund.id());
            return Verdict.OUT_OF_ATTRIBUTION;
        }
        if (refund.time() - purchase.time() >= windows.refundAttribution()) {
            remember(EventKind.REFUND, refund.id());
            return Verdict.OUT_OF_ATTRIBUTION;
        }
        purchase.add(refund);
        return Verdict.APPLIED;
    }

    private @Nullable AttributedPurchase find(String purchaseId) {
        for (AttributedPurchase purchase : purchases) {
            if (purchase.purchase().id().equals(purchaseId)) {
                return purchase;
            }
        }
        return null;
    }

    private boolean isKnown(Refund refund) {
        for (AttributedPurchase purchase : purchases) {
            for (Refund known : purchase.refunds()) {
                if (known.id().equals(refund.id())) {
                    return true;
                }
            }
        }
        return isOutsider(EventKind.REFUND, refund.id());
    }

    private boolean isOutsider(EventKind kind, String id) {
        for (Outsider outsider : outsiders) {
            if (outsider.kind() == kind && outsider.id().equals(id)) {
                return true;
            }
        }
        return false;
    }

    List<Outsider> outsiders() {
        return outsiders;
    }

    void remember(EventKind kind, String id) {
        if (outsiders.isEmpty()) {
            outsiders = new ArrayList<>(1);
        }
        outsiders.add(new Outsider(kind, id));
    }

    /** Takes back a purchase that was attributed before the journey was stored. */
    AttributedPurchase restore(Purchase purchase) {
        AttributedPurchase restored = new AttributedPurchase(purchase);
        purchases.add(restored);
        return restored;
    }
}

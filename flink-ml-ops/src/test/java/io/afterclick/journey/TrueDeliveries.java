package io.afterclick.journey;

import static io.afterclick.journey.Delivered.UNKNOWN;

import io.afterclick.event.Click;
import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.GmvState;
import io.afterclick.journey.Delivered.NetOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is ever delivered of one life, straight from the tables and in no order. */
final class TrueDeliveries {

    private final Click click;
    private final JourneyWindows windows;
    private final Truth.TrueLife life;
    private final @Nullable Purchase bought;
    private final @Nullable Refund returned;
    private final long conversionDelay;
    private final long refundDelay;
    private final List<Delivered> all = new ArrayList<>();

    TrueDeliveries(Truth.TrueLife life) {
        this.life = life;
        this.click = life.click;
        this.windows = life.windows;
        Purchase first = life.purchases.isEmpty() ? null : life.purchases.get(0);
        this.bought = first != null && first.time() - click.time() < windows.conversionAttribution() ? first : null;
        List<Refund> refunds = bought == null ? List.of() : life.refundsOf(bought);
        this.returned = refunds.isEmpty() ? null : refunds.get(0);
        this.conversionDelay = bought == null ? UNKNOWN : bought.time() - click.time();
        this.refundDelay = bought == null || returned == null ? UNKNOWN : returned.time() - bought.time();
    }

    List<Delivered> tesla() {
        boolean immediate = bought != null && conversionDelay <= windows.conversionObservation();
        long observed = click.time() + windows.conversionObservation();
        add("tesla", SampleTask.CVR, observed, 0, immediate, false);
        if (bought == null) {
            return all;
        }
        if (!immediate) {
            add("tesla", SampleTask.CVR, bought.time(), 1, true, false);
        }
        boolean returnedAtOnce = returned != null && refundDelay <= windows.refundObservation();
        if (!returnedAtOnce) {
            add("tesla", SampleTask.RFR, bought.time() + windows.refundObservation(), 2, true, false);
        }
        if (returned != null) {
            add("tesla", SampleTask.RFR, returned.time(), returnedAtOnce ? 2 : 3, true, true);
        }
        return all;
    }

    List<Delivered> oracle() {
        add("oracle", SampleTask.NET_CONVERSION, click.time(), 0, bought != null, returned != null);
        return all;
    }

    List<Delivered> netOutcome() {
        long decided = click.time() + windows.conversionAttribution();
        String trajectory = "N_CONV";
        if (bought != null) {
            decided = bought.time() + windows.refundAttribution();
            trajectory = (conversionDelay <= windows.conversionObservation() ? "I" : "D") + "_CONV";
        }
        if (returned != null) {
            decided = returned.time();
            trajectory += (refundDelay <= windows.refundObservation() ? "_I" : "_D") + "_REFUND";
        }
        all.add(new NetOutcome(click, decided, Trajectory.valueOf(trajectory), conversionDelay, refundDelay));
        return all;
    }

    List<Delivered> reader() {
        long close = click.time() + windows.gmvAttribution();
        GmvState before = new GmvState(0, 0, 0);
        String last = null;
        for (Purchase purchase : counted()) {
            GmvState now = new GmvState(
                    purchase.time() - click.time(), before.count() + 1, before.micros() + purchase.amountMicros());
            last = purchase.id();
            all.add(new GmvSample(
                    click, "reader", SampleTask.GMV_PURCHASE, purchase.time(), before.count(), last, now, before));
            before = now;
        }
        if (last != null) {
            GmvState end = new GmvState(windows.gmvAttribution(), before.count(), before.micros());
            all.add(new GmvSample(
                    click, "reader", SampleTask.GMV_GROUND_TRUTH, close, before.count(), last, end, before));
        }
        return all;
    }

    List<Delivered> gmvOutcome() {
        long decided = click.time() + windows.gmvAttribution();
        long gross = 0;
        long refunded = 0;
        for (Purchase purchase : counted()) {
            decided = Math.max(decided, purchase.time() + windows.refundAttribution());
            gross += purchase.amountMicros();
            refunded += life.refundsOf(purchase).stream()
                    .mapToLong(Refund::amountMicros)
                    .sum();
        }
        all.add(new GmvOutcome(click, decided, counted().size(), gross, gross - refunded));
        return all;
    }

    List<Delivered> gmvOracle() {
        List<Purchase> counted = counted();
        if (!counted.isEmpty()) {
            long sum = counted.stream().mapToLong(Purchase::amountMicros).sum();
            Purchase first = counted.get(0);
            all.add(new GmvSample(
                    click,
                    "gmv-oracle",
                    SampleTask.GMV_GROUND_TRUTH,
                    first.time(),
                    0,
                    first.id(),
                    new GmvState(windows.gmvAttribution(), counted.size(), sum),
                    new GmvState(0, 0, 0)));
        }
        return all;
    }

    private List<Purchase> counted() {
        return life.purchases.stream()
                .filter(purchase -> purchase.time() - click.time() < windows.gmvAttribution())
                .toList();
    }

    private void add(String delivery, SampleTask task, long at, int sequence, boolean paid, boolean refunded) {
        all.add(new ConversionSample(
                click,
                delivery,
                task,
                at,
                sequence,
                paid,
                refunded,
                paid && bought != null ? bought.id() : null,
                paid ? conversionDelay : UNKNOWN,
                refunded ? refundDelay : UNKNOWN));
    }
}

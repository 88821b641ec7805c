package io.afterclick.journey;

import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.Features;
import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.journey.delivery.GmvOracleDelivery;
import io.afterclick.journey.delivery.GmvOutcomeDelivery;
import io.afterclick.journey.delivery.NetOracleDelivery;
import io.afterclick.journey.delivery.NetOutcomeDelivery;
import io.afterclick.journey.delivery.ReaderDelivery;
import io.afterclick.journey.delivery.TeslaDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Random windows, deliveries, and events of one click after another. Windows are short, ids few and times mostly on or
 * beside a boundary of what came before, so that ties, duplicates and strays are the rule.
 */
final class RandomRun {

    private static final long CLICK_TIME = 1_000;

    final JourneyWindows windows;
    final boolean oracle;
    final long rememberClosed;
    private final Random random;

    RandomRun(Random random) {
        this.random = random;
        long conversion = 1 + random.nextInt(100);
        long refund = 1 + random.nextInt(100);
        this.windows = new JourneyWindows(
                conversion,
                refund,
                random.nextInt(3) == 0 ? 0 : random.nextInt((int) conversion),
                random.nextInt(3) == 0 ? 0 : random.nextInt((int) refund),
                1 + random.nextInt(150),
                Tracked.values()[random.nextInt(3)]);
        this.oracle = random.nextBoolean();
        this.rememberClosed = random.nextBoolean() ? 0 : random.nextInt(80);
    }

    JourneyMachine machine() {
        List<Delivery> deliveries = new ArrayList<>();
        if (windows.tracked() != Tracked.GMV) {
            deliveries.add(new TeslaDelivery());
            deliveries.add(new NetOutcomeDelivery());
        }
        if (windows.tracked() != Tracked.NET_CONVERSION) {
            deliveries.add(new ReaderDelivery());
            deliveries.add(new GmvOutcomeDelivery());
            deliveries.add(new GmvOracleDelivery());
        }
        if (oracle) {
            deliveries.add(new NetOracleDelivery());
        }
        return new JourneyMachine(windows, deliveries, rememberClosed);
    }

    Truth truth(List<Event> events) {
        long followed = oracle ? windows.conversionAttribution() + windows.refundAttribution() : 0;
        return new Truth(windows, followed, rememberClosed, events);
    }

    List<Delivered> delivered(Truth truth) {
        List<Delivered> all = new ArrayList<>();
        for (Truth.TrueLife life : truth.lives) {
            List<Function<TrueDeliveries, List<Delivered>>> tables = new ArrayList<>();
            if (windows.tracked() != Tracked.GMV) {
                tables.addAll(List.of(TrueDeliveries::tesla, TrueDeliveries::netOutcome));
            }
            if (windows.tracked() != Tracked.NET_CONVERSION) {
                tables.addAll(List.of(TrueDeliveries::reader, TrueDeliveries::gmvOutcome, TrueDeliveries::gmvOracle));
            }
            if (oracle) {
                tables.add(TrueDeliveries::oracle);
            }
            tables.forEach(table -> all.addAll(table.apply(new TrueDeliveries(life))));
        }
        return all;
    }

    /** Events of one click, in no order. */
    List<Event> nextClick() {
        List<Event> events = new ArrayList<>();
        List<Long> anchors = new ArrayList<>(List.of(CLICK_TIME));
        if (random.nextInt(10) > 0) {
            events.add(new Click("c1", "u", "i", CLICK_TIME, null, Features.NONE));
        }
        if (random.nextInt(8) == 0) {
            events.add(new Click("c1", "u" + random.nextInt(2), "i", time(anchors), null, Features.NONE));
        }
        for (int purchases = random.nextInt(5); purchases > 0; purchases--) {
            events.add(new Purchase(id("p", 4), "c1", time(anchors), random.nextInt(1_000)));
        }
        for (int refunds = random.nextInt(5); refunds > 0; refunds--) {
            events.add(new Refund(id("r", 4), id("p", 5), "c1", time(anchors), random.nextInt(1_000)));
        }
        if (!events.isEmpty() && random.nextInt(5) == 0) {
            events.add(events.get(random.nextInt(events.size())));
        }
        return events;
    }

    private String id(String prefix, int count) {
        return prefix + random.nextInt(count);
    }

    private long time(List<Long> anchors) {
        long anchor = anchors.get(random.nextInt(anchors.size()));
        long[] distances = {
            0,
            windows.conversionObservation(),
            windows.refundObservation(),
            windows.conversionAttribution(),
            windows.refundAttribution(),
            windows.gmvAttribution(),
            windows.conversionAttribution() + windows.refundAttribution(),
            rememberClosed
        };
        boolean anywhere = random.nextInt(4) == 0;
        long time = anywhere
                ? CLICK_TIME - 20 + random.nextInt(400)
                : anchor + distances[random.nextInt(distances.length)] + random.nextInt(3) - 1;
        anchors.add(time);
        return time;
    }
}

package io.afterclick.job.journey;

import io.afterclick.event.Money;
import io.afterclick.job.count.AgeScale;
import io.afterclick.job.count.Counts;
import io.afterclick.job.count.CoveredCount;
import io.afterclick.job.record.Tally;
import io.afterclick.journey.AttributedPurchase;
import io.afterclick.journey.Gmv;
import io.afterclick.journey.Journey;
import io.afterclick.journey.NetLabel;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts what became of clicks, by hour of the day and by age, and only of clicks whose longest windows end within the log,
 * whatever became of them: near the log's end, those that are decided early are not like the others.
 *
 * <p>Whether the log goes that far is not known when a journey closes. So what is counted waits, by the instant that the log
 * must reach, in steps of six hours, until event time is there: memory is bounded by the windows' length. Waiting counts
 * travel with the operator's others, under names of their own.
 */
final class CoveredClicks {

    private static final String WAITING = "waiting.";
    private static final long HOUR = 60L * 60 * 1000;
    private static final long STEP = 6 * HOUR;
    private static final int HOURS = 24;

    private final Counts covered;
    private final SortedMap<Long, Counts> waiting = new TreeMap<>();

    /** @param covered takes what is certain */
    CoveredClicks(Counts covered) {
        this.covered = covered;
    }

    /** Nothing can happen to the journey any more. */
    void closed(Journey journey) {
        long clicked = journey.click().time();
        long needed = clicked + journey.windows().longest();
        Counts counts = waiting.computeIfAbsent(Math.floorDiv(needed + STEP - 1, STEP) * STEP, any -> new Counts());
        int hour = (int) Math.floorMod(Math.floorDiv(clicked, HOUR), (long) HOURS);
        counts.counter(CoveredCount.CLICKS.name(hour)).increment();
        NetLabel label = NetLabel.of(journey);
        if (label.paid()) {
            counts.counter(CoveredCount.CONVERSIONS.name(hour)).increment();
            byAge(counts, CoveredCount.PURCHASE_DELAY, label.conversionDelay());
        }
        if (label.refunded()) {
            counts.counter(CoveredCount.REFUNDS.name(hour)).increment();
            byAge(counts, CoveredCount.REFUND_DELAY, label.refundDelay());
            byAge(counts, CoveredCount.REFUND_AGE, label.conversionDelay() + label.refundDelay());
        }
        for (AttributedPurchase purchase : Gmv.purchases(journey)) {
            int age = AgeScale.stepOf(purchase.time() - clicked);
            long micros = purchase.purchase().amountMicros();
            add(counts, CoveredCount.GMV_UNITS.name(hour), CoveredCount.GMV_MICROS.name(hour), micros);
            add(counts, CoveredCount.GMV_AGE_UNITS.name(age), CoveredCount.GMV_AGE_MICROS.name(age), micros);
        }
    }

    private static void byAge(Counts counts, CoveredCount count, long delay) {
        counts.counter(count.name(AgeScale.stepOf(delay))).increment();
    }

    private static void add(Counts counts, String units, String rest, long micros) {
        counts.counter(units).add(micros / Money.MICROS);
        counts.counter(rest).add(micros % Money.MICROS);
    }

    /** The log reaches up to {@code time} at least, in milliseconds. */
    void reached(long time) {
        SortedMap<Long, Counts> certain = waiting.headMap(time + 1);
        certain.values().forEach(counts -> covered.add(counts.tally()));
        certain.clear();
    }

    /** Puts what waits beside what is certain. */
    void addTo(Map<String, Long> counts) {
        waiting.forEach((needed, own) ->
                own.tally().counts().forEach((name, count) -> counts.put(WAITING + needed + "." + name, count)));
    }

    /** Takes up a count if it is one of those that waited; says whether it did. */
    boolean restore(String name, long count) {
        if (!name.startsWith(WAITING)) {
            return false;
        }
        int dot = name.indexOf('.', WAITING.length());
        long needed = Long.parseLong(name, WAITING.length(), dot, 10);
        waiting.computeIfAbsent(needed, any -> new Counts()).add(new Tally(Map.of(name.substring(dot + 1), count)));
        return true;
    }
}

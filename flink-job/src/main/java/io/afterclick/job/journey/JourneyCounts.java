package io.afterclick.job.journey;

import io.afterclick.event.EventKind;
import io.afterclick.event.Money;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import io.afterclick.job.count.CountNames;
import io.afterclick.job.count.Counts;
import io.afterclick.job.count.Counts.Counter;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.NetOutcome;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.Journey;
import io.afterclick.journey.SampleTask;
import io.afterclick.journey.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the journey operator counts, each in a counter that is looked up once. */
final class JourneyCounts {

    private final Counts counts = new Counts();
    private final CoveredClicks covered = new CoveredClicks(counts);
    private final List<Counter> applied = forEach(EventKind.values(), CountNames::applied);
    private final List<Counter> outOfAttribution = forEach(EventKind.values(), CountNames::outOfAttribution);
    private final List<Counter> deadLetters = forEach(RefusalReason.values(), CountNames::deadLetters);
    private final List<Counter> trajectories = forEach(Trajectory.values(), CountNames::trajectory);
    private final List<Counter> cvr = labels("cvr");
    private final List<Counter> rfr = labels("rfr");
    private final Counter gmvPurchases = counts.counter(CountNames.GMV_PURCHASES);
    private final Counter gmvGroundTruths = counts.counter(CountNames.GMV_GROUND_TRUTHS);
    private final Counter gmvClicks = counts.counter(CountNames.GMV_CLICKS);
    private final Counter gmvRepurchaseClicks = counts.counter(CountNames.GMV_REPURCHASE_CLICKS);
    private final Counter gmvFinalUnits = counts.counter(CountNames.GMV_FINAL_UNITS);
    private final Counter gmvFinalMicros = counts.counter(CountNames.GMV_FINAL_MICROS);
    private final Counter outcomes = counts.counter(CountNames.OUTCOMES);
    private final Counter incomplete = counts.counter(CountNames.INCOMPLETE_OUTCOMES);

    void applied(EventKind kind) {
        applied.get(kind.ordinal()).increment();
    }

    void outOfAttribution(EventKind kind) {
        outOfAttribution.get(kind.ordinal()).increment();
    }

    void refused(RefusalReason reason) {
        deadLetters.get(reason.ordinal()).increment();
    }

    /** What bounds the bytes of the letters that are kept, which it counts here. */
    LetterBound bound(long mostBytes, Consumer<Refused> out) {
        return new LetterBound(mostBytes, counts, out);
    }

    void delivered(Sample sample) {
        if (sample instanceof ConversionSample conversion) {
            if (conversion.task() != SampleTask.RFR) {
                cvr.get(conversion.paid() ? 1 : 0).increment();
            }
            boolean aboutRefund = conversion.task() == SampleTask.RFR
                    || (conversion.task() == SampleTask.NET_CONVERSION && conversion.paid());
            if (aboutRefund) {
                rfr.get(conversion.refunded() ? 1 : 0).increment();
            }
        } else if (sample instanceof GmvSample gmv) {
            (gmv.task() == SampleTask.GMV_PURCHASE ? gmvPurchases : gmvGroundTruths).increment();
        }
    }

    void settled(SettledOutcome settled) {
        outcomes.increment();
        if (!settled.complete()) {
            incomplete.increment();
        }
        if (settled.outcome() instanceof NetOutcome net) {
            trajectories.get(net.trajectory().ordinal()).increment();
        } else if (settled.outcome() instanceof GmvOutcome gmv && gmv.count() > 0) {
            gmvClicks.increment();
            if (gmv.count() > 1) {
                gmvRepurchaseClicks.increment();
            }
            gmvFinalUnits.add(gmv.grossMicros() / Money.MICROS);
            gmvFinalMicros.add(gmv.grossMicros() % Money.MICROS);
        }
    }

    void closed(Journey journey) {
        covered.closed(journey);
    }

    /** The log reaches up to {@code time} at least, in milliseconds. */
    void reached(long time) {
        covered.reached(time);
    }

    void leftAtEnd(long keys, long timers) {
        counts.counter(CountNames.KEYS_AT_END).add(keys);
        counts.counter(CountNames.TIMERS_AT_END).add(timers);
    }

    /** Goes on from what was counted before. */
    void restore(Tally tally) {
        Map<String, Long> certain = new TreeMap<>(tally.counts());
        certain.entrySet().removeIf(count -> covered.restore(count.getKey(), count.getValue()));
        counts.add(new Tally(certain));
    }

    /** What is certain, which is given away. */
    Tally take() {
        return counts.take();
    }

    /** All that must be kept. */
    Tally tally() {
        Map<String, Long> all = new TreeMap<>(counts.tally().counts());
        covered.addTo(all);
        return new Tally(all);
    }

    private List<Counter> labels(String stage) {
        return forEach(new Integer[] {0, 1}, label -> CountNames.conversionSamples(stage, label));
    }

    private <E> List<Counter> forEach(E[] values, Function<E, String> name) {
        List<Counter> counters = new ArrayList<>(values.length);
        for (E value : values) {
            counters.add(counts.counter(name.apply(value)));
        }
        return counters;
    }
}

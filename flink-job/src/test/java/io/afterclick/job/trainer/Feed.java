package io.afterclick.job.trainer;

import io.afterclick.job.record.Routed;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.ScoreRequest;
import io.afterclick.trial.TrialLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.util.Collector;

/** What journeys send to trainers, in the order of time, with a watermark every hour. */
final class Feed {

    /** Something that comes. */
    sealed interface Step {}

    record Record(Routed routed) implements Step {}

    record Mark(long time) implements Step {}

    private record Timed(long time, Delivered delivered) {}

    private Feed() {}

    /** Of all variants; the end of the input is not in it. */
    static List<Step> of(TrialLog log, List<VariantPlan> plans) {
        List<Timed> all = new ArrayList<>();
        log.clicks().forEach(click -> all.add(new Timed(click.time(), new ScoreRequest(click))));
        Set<String> deliveries = new HashSet<>();
        for (VariantPlan plan : plans) {
            String delivery = plan.delivery();
            if (delivery != null && deliveries.add(delivery)) {
                log.samplesOf(delivery)
                        .forEach(sample -> all.add(new Timed(sample.deliveredAt() + plan.closingDelay(), sample)));
            }
        }
        all.sort(Comparator.comparingLong(Timed::time));
        List<Step> steps = new ArrayList<>();
        long mark = GeneratedStream.segments().start() - GeneratedStream.HOUR;
        Routing routing = new Routing(plans);
        for (Timed next : all) {
            while (next.time() > mark) {
                steps.add(new Mark(mark));
                mark += GeneratedStream.HOUR;
            }
            routing.flatMap(next.delivered(), new Adding(steps));
        }
        return steps;
    }

    private record Adding(List<Step> steps) implements Collector<Routed> {
        @Override
        public void collect(Routed routed) {
            steps.add(new Record(routed));
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}

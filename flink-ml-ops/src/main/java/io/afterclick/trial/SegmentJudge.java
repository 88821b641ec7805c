package io.afterclick.trial;

import io.afterclick.event.Click;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivered.NetOutcome;
import io.afterclick.journey.Delivered.Outcome;
import io.afterclick.journey.Trajectory;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import io.afterclick.metrics.ConversionScores;
import io.afterclick.metrics.GmvScores;
import io.afterclick.metrics.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Measures predictions, made at click time, against final outcomes; gross value over clicks with a purchase alone. */
public final class SegmentJudge implements TrialListener {

    private static final double MICROS = 1e6;

    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final List<SegmentResult> results = new ArrayList<>();
    private @Nullable Open open;
    private long samples;
    private long steps;
    private long refused;

    /** @param complete outcomes of one kind that the log covers, in any order */
    public SegmentJudge(List<? extends Outcome> complete) {
        complete.forEach(outcome -> outcomes.put(outcome.click().id(), outcome));
    }

    /** What is known of the segment whose clicks are being scored. */
    private static final class Open {
        private final long segment;
        private final Map<Quantity, ConversionScores> conversions = new EnumMap<>(Quantity.class);
        private final Map<Quantity, GmvScores> values = new EnumMap<>(Quantity.class);
        private long scored;
        private long incomplete;

        Open(long segment, Set<Quantity> quantities) {
            this.segment = segment;
            for (Quantity quantity : quantities) {
                switch (quantity) {
                    case CVR, NETCVR -> conversions.put(quantity, new ConversionScores());
                    case GMV -> values.put(quantity, new GmvScores());
                    case RFR -> {
                        // Judged as a part of the net conversion rate.
                    }
                }
            }
        }

        void add(@Nullable Outcome outcome, Scores scores, int place) {
            scored++;
            if (outcome instanceof NetOutcome net) {
                Trajectory ended = net.trajectory();
                conversions.forEach((quantity, rows) -> rows.add(
                        scores.of(quantity)[place],
                        ended.paid() && !(quantity == Quantity.NETCVR && ended.refunded())));
            } else if (outcome instanceof GmvOutcome gmv) {
                if (gmv.count() > 0) {
                    values.forEach(
                            (quantity, rows) -> rows.add(scores.of(quantity)[place], gmv.grossMicros() / MICROS));
                }
            } else {
                incomplete++;
            }
        }

        SegmentResult result() {
            Map<Quantity, Map<Measure, Metric>> metrics = new EnumMap<>(Quantity.class);
            conversions.forEach((quantity, rows) -> metrics.put(quantity, Measure.of(rows.metrics())));
            values.forEach((quantity, rows) -> metrics.put(quantity, Measure.of(rows.metrics())));
            return new SegmentResult(segment, scored, incomplete, metrics);
        }
    }

    @Override
    public void scored(long segment, Click click, Scores scores, int place) {
        Open now = open;
        if (now == null || now.segment != segment) {
            close();
            now = new Open(segment, scores.quantities());
            open = now;
        }
        now.add(outcomes.get(click.id()), scores, place);
    }

    @Override
    public void trained(long segment, long batch, int size, StepResult step) {
        if (step.applied()) {
            samples += size;
            steps++;
        } else {
            refused++;
        }
    }

    private void close() {
        if (open != null) {
            results.add(open.result());
            open = null;
        }
    }

    /** What was measured, once the trial is over. */
    public TrialResult result() {
        close();
        return new TrialResult(results, samples, steps, refused);
    }
}

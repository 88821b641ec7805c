package io.afterclick.trial;

import io.afterclick.event.Click;
import io.afterclick.journey.Delivered.Outcome;
import io.afterclick.journey.Delivered.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What journeys over a whole log delivered. Memory: about 1 kB a click.
 *
 * @param outcomes one for every click that was applied, whether the log covers it or not
 * @param settled every click with what became of it
 * @param samples by the name of their delivery
 * @param coveredUntil last instant of clicks whose windows the log covers to their end, in milliseconds
 */
public record TrialLog(
        List<Outcome> outcomes, List<Settled> settled, Map<String, List<Sample>> samples, long coveredUntil) {

    /** Of a log whose records carry all that ever becomes of a click. */
    public static final long ALWAYS = Long.MAX_VALUE;

    public TrialLog {
        outcomes = List.copyOf(outcomes);
        settled = List.copyOf(settled);
        Map<String, List<Sample>> copy = new HashMap<>();
        samples.forEach((delivery, list) -> copy.put(delivery, List.copyOf(list)));
        samples = Map.copyOf(copy);
    }

    /** All clicks. */
    public List<Click> clicks() {
        List<Click> clicks = new ArrayList<>(outcomes.size());
        outcomes.forEach(outcome -> clicks.add(outcome.click()));
        return clicks;
    }

    /**
     * Outcomes of clicks whose windows the log covers, however they ended: a refund decides earlier than a conversion that is
     * kept, so that outcomes chosen by when they were decided would be too often refunds.
     */
    public List<Outcome> completeOutcomes() {
        return outcomes.stream()
                .filter(outcome -> outcome.click().time() <= coveredUntil)
                .toList();
    }

    /** The same, of the clicks in segments that the log covers as a whole, as a job measures them. */
    public List<Outcome> completeOutcomes(Segments segments) {
        return completeOutcomes().stream()
                .filter(outcome -> {
                    long next = segments.of(outcome.click().time()) + 1;
                    return segments.start() + next * segments.length() - 1 <= coveredUntil;
                })
                .toList();
    }

    /** Samples of one delivery; none if it delivered nothing. */
    public List<Sample> samplesOf(String delivery) {
        return samples.getOrDefault(delivery, List.of());
    }
}

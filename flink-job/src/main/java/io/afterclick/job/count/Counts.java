package io.afterclick.job.count;

import io.afterclick.job.record.Tally;
import java.util.Map;
import java.util.TreeMap;

/** Named counters of one operator instance. They live in its state, so that a restart forgets nothing. */
public final class Counts {

    /** One counter. */
    public static final class Counter {
        private long value;

        public void increment() {
            value++;
        }

        public void add(long amount) {
            value += amount;
        }

        /** Raises it to a value, if it is less. */
        public void atLeast(long other) {
            value = Math.max(value, other);
        }

        public long value() {
            return value;
        }
    }

    private final Map<String, Counter> counters = new TreeMap<>();

    /** The counter of that name, made at first use. */
    public Counter counter(String name) {
        return counters.computeIfAbsent(name, any -> new Counter());
    }

    /** Adds what another instance counted. */
    public void add(Tally tally) {
        tally.counts().forEach((name, count) -> counter(name).add(count));
    }

    /**
     * The counts so far, which begin again at zero. Whoever gives them away must take them: an operator may be restored
     * from a checkpoint that it took after its end, and then ends once more.
     */
    public Tally take() {
        Tally taken = tally();
        counters.values().forEach(counter -> counter.value = 0);
        return taken;
    }

    /** The counts so far. */
    public Tally tally() {
        Map<String, Long> values = new TreeMap<>();
        counters.forEach((name, counter) -> values.put(name, counter.value()));
        return new Tally(values);
    }
}

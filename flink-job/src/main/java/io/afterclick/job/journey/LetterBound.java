package io.afterclick.job.journey;

import io.afterclick.event.EventKind;
import io.afterclick.event.Refused;
import io.afterclick.job.count.CountNames;
import io.afterclick.job.count.Counts;
import io.afterclick.job.count.Counts.Counter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the bytes of refused records that one operator instance gives away, for each kind of record: in the order of
 * their times, records keep their bytes up to the first that does not fit; from there on letters have none. What is spent
 * is a counter, so it outlives restarts.
 *
 * <p>Letters of a step are held until {@link #release}, since records that are refused in one step come in no order, and
 * which of them keep their bytes must not depend on that. What is held never exceeds what is left of the bound.
 */
final class LetterBound {

    private static final Logger LOG = LoggerFactory.getLogger(LetterBound.class);

    private static final Comparator<Refused> ORDER = Comparator.comparing(
                    Refused::time, Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
            .thenComparing(letter -> letter.raw().origin())
            .thenComparing(Refused::id, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

    private final long mostBytes;
    private final Consumer<Refused> out;
    private final Map<EventKind, Source> sources = new EnumMap<>(EventKind.class);

    /**
     * @param mostBytes of records of one kind
     * @param counts keeps what is spent
     */
    LetterBound(long mostBytes, Counts counts, Consumer<Refused> out) {
        this.mostBytes = mostBytes;
        this.out = out;
        for (EventKind kind : EventKind.values()) {
            sources.put(kind, new Source(kind, counts));
        }
    }

    /** A record was refused in this step. */
    void add(Refused letter) {
        source(letter.kind()).add(letter);
    }

    /** Nothing that comes from now on precedes what has come. */
    void release() {
        sources.values().forEach(Source::release);
    }

    /** Letters that had to leave without the bytes of their records. */
    long withoutBytes() {
        return sources.values().stream()
                .mapToLong(source -> source.withoutBytes.value())
                .sum();
    }

    private Source source(EventKind kind) {
        Source source = sources.get(kind);
        if (source == null) {
            throw new IllegalStateException("expected a bound for each kind, found none for " + kind);
        }
        return source;
    }

    private final class Source {
        private final EventKind kind;
        private final Counter spent;
        private final Counter withoutBytes;
        private final PriorityQueue<Refused> held = new PriorityQueue<>(ORDER.reversed());
        private long heldBytes;
        private @Nullable Refused firstWithout;

        Source(EventKind kind, Counts counts) {
            this.kind = kind;
            this.spent = counts.counter(CountNames.letterBytes(kind));
            this.withoutBytes = counts.counter(CountNames.lettersWithoutBytes(kind));
        }

        void add(Refused letter) {
            if (firstWithout != null && ORDER.compare(letter, firstWithout) > 0) {
                giveWithoutBytes(letter);
                return;
            }
            held.add(letter);
            heldBytes += bytes(letter);
            while (!held.isEmpty() && spent.value() + heldBytes > mostBytes) {
                firstWithout = held.remove();
                heldBytes -= bytes(firstWithout);
                giveWithoutBytes(firstWithout);
            }
        }

        void release() {
            held.forEach(out);
            held.clear();
            spent.add(heldBytes);
            heldBytes = 0;
            if (firstWithout != null) {
                // A small record that would still fit must not look as if nothing was missing before it.
                spent.atLeast(mostBytes);
                firstWithout = null;
            }
        }

        private void giveWithoutBytes(Refused letter) {
            if (withoutBytes.value() == 0) {
                LOG.warn(
                        "Dead letters of {} have reached {} bytes: from here on they are kept without the bytes of their"
                                + " records, and counted.",
                        kind.plural(),
                        mostBytes);
            }
            withoutBytes.increment();
            out.accept(letter.withoutBytes());
        }

        private static long bytes(Refused letter) {
            return letter.raw().bytes().length;
        }
    }
}

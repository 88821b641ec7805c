package io.afterclick.synthetic;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A line that waits to be written further down its file.
 *
 * @param time its event time in milliseconds
 * @param releaseAt event time up to which lines may overtake it
 * @param sequence breaks ties, so that a copy follows its original
 * @param fault why a reader refuses it wherever it stands, or null
 * @param <T> what is known of its records
 */
record HeldLine<T>(
        byte[] bytes,
        long time,
        long releaseAt,
        long sequence,
        @Nullable DeadLetter fault,
        T content) {

    static final Comparator<HeldLine<?>> BY_RELEASE =
            Comparator.<HeldLine<?>>comparingLong(HeldLine::releaseAt).thenComparingLong(HeldLine::sequence);
}

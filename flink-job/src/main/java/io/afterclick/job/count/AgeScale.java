package io.afterclick.job.count;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Steps of time, fixed for good and closer where more happens, by which delays and ages are counted. */
public final class AgeScale {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private static final long[] STEPS = Stream.of(
                    each(SECOND, 1, 2, 5, 10, 20, 30),
                    each(MINUTE, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45),
                    each(HOUR, 1, 2, 3, 4, 6, 8, 12, 18),
                    each(DAY, 1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 30, 60, 90))
            .flatMapToLong(steps -> steps)
            .toArray();

    /** What is longer than the last step. */
    public static final int LONGER = STEPS.length;

    private AgeScale() {}

    private static LongStream each(long unit, long... counts) {
        return LongStream.of(counts).map(count -> count * unit);
    }

    /** The steps in milliseconds, ascending. */
    public static List<Long> steps() {
        return Arrays.stream(STEPS).boxed().toList();
    }

    /** The first step that is not shorter, or {@link #LONGER}; {@code milliseconds} are 0 or more. */
    public static int stepOf(long milliseconds) {
        int place = Arrays.binarySearch(STEPS, milliseconds);
        return place >= 0 ? place : -place - 1;
    }
}

package io.afterclick.synthetic;

import java.time.Duration;
import java.util.Locale;

/**
 * How much of a log to damage. Rates are shares of the records of each file.
 *
 * @param outOfOrder moved down the file, within what is tolerated
 * @param duplicates written a second time
 * @param unmatched strays that belong to nothing
 * @param late moved down the file, beyond what is tolerated
 * @param malformed made unreadable
 * @param notFinite given an amount that is no number, where they have one
 * @param seed of the damage alone: the log under it does not change
 * @param maxOutOfOrderness what a reader will tolerate between a record and the greatest time before it
 * @param overlapping whether one record may be damaged in several ways
 */
public record DamageSettings(
        double outOfOrder,
        double duplicates,
        double unmatched,
        double late,
        double malformed,
        double notFinite,
        long seed,
        Duration maxOutOfOrderness,
        boolean overlapping) {

    private static final Duration LONGEST = Duration.ofDays(1);

    /** A sound log. */
    public static final DamageSettings NONE = new DamageSettings(0, 0, 0, 0, 0, 0, 0, Duration.ofMinutes(5), false);

    public DamageSettings {
        requireShare("out-of-order", outOfOrder);
        requireShare("duplicates", duplicates);
        requireShare("unmatched", unmatched);
        requireShare("late", late);
        requireShare("malformed", malformed);
        requireShare("not-finite", notFinite);
        double sum = outOfOrder + duplicates + unmatched + late + malformed + notFinite;
        if (!overlapping && sum > 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "expected damage rates that add up to at most 1 unless damage may overlap, found %s",
                    sum));
        }
        if (maxOutOfOrderness.toMillis() < 1 || maxOutOfOrderness.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "expected max-out-of-orderness from 1 ms to 1 day, found " + maxOutOfOrderness);
        }
    }

    /** Leaves amounts alone. */
    public DamageSettings(
            double outOfOrder,
            double duplicates,
            double unmatched,
            double late,
            double malformed,
            long seed,
            Duration maxOutOfOrderness,
            boolean overlapping) {
        this(outOfOrder, duplicates, unmatched, late, malformed, 0, seed, maxOutOfOrderness, overlapping);
    }

    /** Whether anything is damaged at all. */
    public boolean any() {
        return outOfOrder + duplicates + unmatched + late + malformed + notFinite > 0;
    }

    private static void requireShare(String name, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("expected " + name + " from 0 to 1, found " + rate);
        }
    }
}

package io.afterclick.job.count;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What is counted of the clicks whose windows the log covers whole, by the hour of the day of the click or by a step of
 * {@link AgeScale}. An amount is counted in two counters, so that no sum leaves the range of numbers.
 */
public enum CoveredCount {
    /** Clicks, by hour of the day in UTC. */
    CLICKS(By.HOUR),
    /** Clicks with an attributed purchase, by hour of the day of the click. */
    CONVERSIONS(By.HOUR),
    /** Clicks whose purchase was refunded in time, by hour of the day of the click. */
    REFUNDS(By.HOUR),
    /** Whole major currency units of final GMV, by hour of the day of the click. */
    GMV_UNITS(By.HOUR),
    /** Micro units beyond these. */
    GMV_MICROS(By.HOUR),
    /** First purchases, by the time since the click. */
    PURCHASE_DELAY(By.AGE),
    /** Refunds of first purchases, by the time since the purchase. */
    REFUND_DELAY(By.AGE),
    /** Refunds of first purchases, by the time since the click. */
    REFUND_AGE(By.AGE),
    /** Whole major currency units of final GMV, by the time from the click to their purchase. */
    GMV_AGE_UNITS(By.AGE),
    /** Micro units beyond these. */
    GMV_AGE_MICROS(By.AGE);

    private enum By {
        HOUR,
        AGE
    }

    private final String[] names;

    CoveredCount(By by) {
        String name = "covered." + name().toLowerCase(Locale.ROOT) + ".";
        // An age is named by its length: steps may be added, and stored counts keep their meaning.
        names = by == By.HOUR
                ? IntStream.range(0, 24).mapToObj(hour -> name + hour).toArray(String[]::new)
                : IntStream.rangeClosed(0, AgeScale.LONGER)
                        .mapToObj(step -> name
                                + (step == AgeScale.LONGER
                                        ? "longer"
                                        : AgeScale.steps().get(step)))
                        .toArray(String[]::new);
    }

    /** Name of the counter of an hour, or of a step of age. */
    public String name(int place) {
        return names[place];
    }

    /** Hours of a day, or steps of age with what is longer. */
    public int places() {
        return names.length;
    }
}

package io.afterclick.intake;

import io.afterclick.event.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What makes a readable record valid.
 *
 * @param latestTime no event may be later than this, in milliseconds since 1970-01-01T00:00Z
 */
public record EventRules(long latestTime) {

    /** No event may be earlier than 2000-01-01T00:00Z. */
    public static final long EARLIEST_TIME =
            Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

    /** No amount may be larger, so that sums stay exact: a thousand million major currency units. */
    public static final long LARGEST_AMOUNT_MICROS = 1_000_000_000L * Money.MICROS;

    /** No id may be longer, in characters. */
    public static final int LONGEST_ID = 1024;

    /** No record may have more fields, so that a damaged one does not decide how large a model is. */
    public static final int MOST_FIELDS = 4096;

    /** No amount may be written with more characters: the time to read a number grows with their square. */
    private static final int LONGEST_AMOUNT = 1024;

    private static final Set<String> NOT_NUMBERS = Set.of("nan", "inf", "infinity");

    /** Checks an identity or reference. */
    String id(String name, @Nullable String text) throws RefusedRecordException {
        if (text == null || text.isBlank()) {
            throw RefusedRecordException.invalid(name, "an id", "");
        }
        if (text.length() > LONGEST_ID) {
            throw RefusedRecordException.invalid(name, "at most " + LONGEST_ID + " characters", text);
        }
        return text;
    }

    /** Reads a time in milliseconds. */
    static long readTime(String name, @Nullable String text) throws RefusedRecordException {
        if (text == null || text.isBlank()) {
            throw RefusedRecordException.malformed(name, "a time in milliseconds", "");
        }
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw RefusedRecordException.malformed(name, "a time in milliseconds", text);
        }
    }

    /** Checks a time in milliseconds. */
    long time(String name, long time) throws RefusedRecordException {
        if (time < EARLIEST_TIME || time > latestTime) {
            throw RefusedRecordException.invalid(
                    name,
                    "a time from " + Instant.ofEpochMilli(EARLIEST_TIME) + " to " + Instant.ofEpochMilli(latestTime),
                    time + " ms");
        }
        return time;
    }

    /** Reads and checks an amount of decimal text; the result is in micro units. */
    long amount(String name, @Nullable String text) throws RefusedRecordException {
        if (text == null || text.isBlank()) {
            throw RefusedRecordException.invalid(name, "an amount", "");
        }
        String decimal = text.strip();
        if (isNotFinite(decimal)) {
            throw RefusedRecordException.invalid(name, "a finite amount", text);
        }
        return amount(name, readAmount(name, decimal));
    }

    private static long readAmount(String name, String decimal) throws RefusedRecordException {
        try {
            if (decimal.length() <= LONGEST_AMOUNT) {
                return Money.parse(decimal);
            }
        } catch (NumberFormatException e) {
            throw notAnAmount(name, decimal);
        }
        throw notAnAmount(name, decimal);
    }

    private static RefusedRecordException notAnAmount(String name, String found) {
        return RefusedRecordException.malformed(name, "a decimal amount with at most six decimals", found);
    }

    /** Whether a text is how binary floating point writes what is no finite number. */
    static boolean isNotFinite(String text) {
        String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        return NOT_NUMBERS.contains(unsigned.toLowerCase(Locale.ROOT));
    }

    /** Checks an amount in micro units. */
    long amount(String name, long micros) throws RefusedRecordException {
        if (micros < 0 || micros > LARGEST_AMOUNT_MICROS) {
            throw RefusedRecordException.invalid(
                    name, "an amount from 0 to " + Money.format(LARGEST_AMOUNT_MICROS), Money.format(micros));
        }
        return micros;
    }
}

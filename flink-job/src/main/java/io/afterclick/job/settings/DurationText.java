package io.afterclick.job.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as users write them: {@code 15 min}, {@code 0.1 d}, or ISO-8601 such as {@code PT15M}. */
public final class DurationText {

    private static final Pattern AMOUNT_AND_UNIT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([a-z]*)");

    private static final Map<String, Long> MILLISECONDS = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("ms", 1L),
            Map.entry("milli", 1L),
            Map.entry("millis", 1L),
            Map.entry("millisecond", 1L),
            Map.entry("milliseconds", 1L),
            Map.entry("s", 1_000L),
            Map.entry("sec", 1_000L),
            Map.entry("second", 1_000L),
            Map.entry("seconds", 1_000L),
            Map.entry("m", 60_000L),
            Map.entry("min", 60_000L),
            Map.entry("minute", 60_000L),
            Map.entry("minutes", 60_000L),
            Map.entry("h", 3_600_000L),
            Map.entry("hour", 3_600_000L),
            Map.entry("hours", 3_600_000L),
            Map.entry("d", 86_400_000L),
            Map.entry("day", 86_400_000L),
            Map.entry("days", 86_400_000L));

    private DurationText() {}

    /** @throws IllegalArgumentException if it is no duration of whole milliseconds */
    public static Duration parse(String text) {
        String plain = text.strip();
        try {
            Matcher amount = AMOUNT_AND_UNIT.matcher(plain.toLowerCase(Locale.ROOT));
            if (!amount.matches()) {
                return wholeMilliseconds(Duration.parse(plain));
            }
            Long unit = MILLISECONDS.get(amount.group(2));
            if (unit != null) {
                return Duration.ofMillis(new BigDecimal(amount.group(1))
                        .multiply(BigDecimal.valueOf(unit))
                        .longValueExact());
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            // Said below, in one way for all.
        }
        throw new IllegalArgumentException(
                "expected a duration of whole milliseconds such as '15 min', '0.1 d' or 'PT15M', found '" + text + "'");
    }

    /** As {@link #parse} reads it, in the largest unit of which it is a whole number: {@code 15 min}. */
    public static String of(Duration duration) {
        long milliseconds = duration.toMillis();
        for (String unit : List.of("d", "h", "min", "s")) {
            long length = MILLISECONDS.getOrDefault(unit, 1L);
            if (milliseconds != 0 && milliseconds % length == 0) {
                return milliseconds / length + " " + unit;
            }
        }
        return milliseconds + " ms";
    }

    private static Duration wholeMilliseconds(Duration duration) {
        Duration whole = Duration.ofMillis(duration.toMillis());
        if (duration.isNegative() || !whole.equals(duration)) {
            throw new ArithmeticException("no number of whole milliseconds");
        }
        return whole;
    }
}

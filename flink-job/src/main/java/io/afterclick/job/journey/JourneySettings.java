package io.afterclick.job.journey;

import io.afterclick.journey.JourneyWindows;
import java.io.Serializable;

/**
 * How journeys are followed.
 *
 * @param windows of journeys that begin from now on
 * @param delivery name of what is delivered
 * @param rememberClosed milliseconds for which a closed click is remembered
 * @param cacheBytes of clicks that one operator instance holds in memory, roughly
 * @param keepUnmatched whether unmatched records are kept as dead letters, or only counted
 * @param letterBytes of refused records of one kind that all operator instances together keep
 * @param bounded whether the input ends, so that its end closes all windows
 * @param wholeRecords whether a click's record carries all that ever becomes of it, so that no end of the input cuts it short
 */
public record JourneySettings(
        JourneyWindows windows,
        String delivery,
        long rememberClosed,
        long cacheBytes,
        boolean keepUnmatched,
        long letterBytes,
        boolean bounded,
        boolean wholeRecords)
        implements Serializable {}

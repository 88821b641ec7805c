package io.afterclick.synthetic;

import java.util.Map;

/**
 * What a job must count when it reads a generated log. Always: records = applied + out of attribution + dead letters.
 *
 * @param records written, by kind: clicks, purchases, refunds
 * @param deadLetters by reason: MALFORMED, INVALID, LATE, DUPLICATE, UNMATCHED
 * @param outOfAttribution always 0: everything planted lies within the default windows
 * @param applied records that take effect
 */
public record ExpectedCounts(
        Map<String, Long> records, Map<String, Long> deadLetters, long outOfAttribution, long applied) {}

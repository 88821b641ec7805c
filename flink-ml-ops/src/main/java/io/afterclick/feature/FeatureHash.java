package io.afterclick.feature;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The 64-bit FarmHash fingerprint of a value, and its bucket. The fingerprint is unsigned: with bucket counts that are no powers
 * of two a signed remainder gives other rows.
 *
 * <p>A list in brackets, {@code [a, b]}, counts by its first element, without the quotes it may have; an empty value or list
 * counts as {@code nan}.
 */
public final class FeatureHash {

    private static final HashFunction FARM_HASH = Hashing.farmHashFingerprint64();
    private static final byte[] NONE = "nan".getBytes(StandardCharsets.UTF_8);
    private static final long FINGERPRINT_OF_NONE = FARM_HASH.hashBytes(NONE).asLong();

    private FeatureHash() {}

    /** The fingerprint of a value. */
    public static long fingerprint(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return fingerprint(utf8, 0, utf8.length);
    }

    /** The fingerprint of a value given by bytes {@code from} to before {@code to} of an array, in UTF-8. */
    public static long fingerprint(byte[] utf8, int from, int to) {
        int start = from;
        int end = to;
        if (to - from >= 2 && utf8[from] == '[' && utf8[to - 1] == ']') {
            start = skipSpaces(utf8, from + 1, to - 1);
            end = endOfElement(utf8, start, to - 1);
            if (isQuoted(utf8, start, end)) {
                start++;
                end--;
            }
        }
        return start == end
                ? FINGERPRINT_OF_NONE
                : FARM_HASH.hashBytes(utf8, start, end - start).asLong();
    }

    /**
     * The bucket of a fingerprint, from 0.
     *
     * @param buckets number of buckets, 1 or more
     */
    public static long bucket(long fingerprint, long buckets) {
        return Long.remainderUnsigned(fingerprint, buckets);
    }

    private static int skipSpaces(byte[] utf8, int from, int to) {
        int at = from;
        while (at < to && utf8[at] == ' ') {
            at++;
        }
        return at;
    }

    /** Where an element ends, spaces behind it not counted; a comma within its quotes belongs to it. */
    private static int endOfElement(byte[] utf8, int from, int to) {
        boolean quotes = from < to && isQuote(utf8[from]);
        int end = from;
        for (int at = from; at < to; at++) {
            if (utf8[at] == ',' && (!quotes || isQuoted(utf8, from, end))) {
                return end;
            }
            if (utf8[at] != ' ') {
                end = at + 1;
            }
        }
        return quotes && !isQuoted(utf8, from, end) ? endAtComma(utf8, from, to) : end;
    }

    /** A quote that is never closed is a character like any other. */
    private static int endAtComma(byte[] utf8, int from, int to) {
        int end = from;
        for (int at = from; at < to && utf8[at] != ','; at++) {
            if (utf8[at] != ' ') {
                end = at + 1;
            }
        }
        return end;
    }

    private static boolean isQuoted(byte[] utf8, int from, int to) {
        return to - from >= 2 && isQuote(utf8[from]) && utf8[to - 1] == utf8[from];
    }

    private static boolean isQuote(byte character) {
        return character == '\'' || character == '"';
    }
}

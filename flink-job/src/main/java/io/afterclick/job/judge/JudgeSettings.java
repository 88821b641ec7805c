package io.afterclick.job.judge;

import io.afterclick.job.record.Truth;
import io.afterclick.learn.Quantity;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is judged, and for how long the judge waits.
 *
 * @param variants that run, each name once
 * @param longestWindow longest time from a click to its last outcome, in milliseconds
 * @param segmentLength in milliseconds
 * @param cacheBytes of waiting clicks that one operator instance holds in memory, roughly
 * @param bounded whether the input ends, so that nothing comes after its end
 */
public record JudgeSettings(
        List<JudgedVariant> variants, long longestWindow, long segmentLength, long cacheBytes, boolean bounded)
        implements Serializable {

    /** @throws IllegalArgumentException if a name occurs twice, or the segment length is not positive */
    public JudgeSettings {
        variants = List.copyOf(variants);
        long names = variants.stream().map(JudgedVariant::name).distinct().count();
        if (names < variants.size()) {
            throw new IllegalArgumentException("variants: expected each name once, found "
                    + variants.stream().map(JudgedVariant::name).toList());
        }
        if (segmentLength <= 0) {
            throw new IllegalArgumentException(
                    "segment length: expected more than 0 ms, found " + segmentLength + " ms");
        }
    }

    /** Time from a click until all that it waits for has come, in milliseconds. */
    long longestWait() {
        long delay = variants.stream().mapToLong(JudgedVariant::delay).max().orElse(0);
        return longestWindow + segmentLength + delay;
    }

    /** Whether some variant will be measured against that truth. */
    boolean awaits(long clickTime, Truth truth) {
        for (JudgedVariant variant : variants) {
            boolean needs = truth instanceof Truth.Net ? variant.needsNetConversion() : variant.needsGmv();
            if (needs && variant.scores(clickTime)) {
                return true;
            }
        }
        return false;
    }

    /** What a variant predicts; nothing if it does not run any more. */
    Set<Quantity> quantities(String variant) {
        for (JudgedVariant known : variants) {
            if (known.name().equals(variant)) {
                return known.quantities();
            }
        }
        return EnumSet.noneOf(Quantity.class);
    }
}

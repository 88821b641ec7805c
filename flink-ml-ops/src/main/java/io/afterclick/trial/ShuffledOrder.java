package io.afterclick.trial;

import io.afterclick.event.Click;
import io.afterclick.feature.FeatureHash;
import java.util.Comparator;

/**
 * An order of clicks that looks random and depends on the seed and their ids alone: a click keeps its place among the others
 * whichever of them there are.
 */
public record ShuffledOrder(long seed) implements Comparator<Click> {

    private static final long STEP = 0x9E3779B97F4A7C15L;

    @Override
    public int compare(Click a, Click b) {
        int order = Long.compareUnsigned(draw(a), draw(b));
        return order == 0 ? a.id().compareTo(b.id()) : order;
    }

    /** The number by which a click is ordered, unsigned. */
    public long draw(Click click) {
        return mix(FeatureHash.fingerprint(click.id()) ^ mix(seed + STEP));
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}

package io.afterclick.trial;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How the samples of a segment are cut into batches: as few as can be, nearly equal, the larger ones first. Statistics over a
 * short last batch would make a full-size step of noise.
 *
 * @param largest samples of a batch
 * @param smallest fewer wait for the next segment
 */
public record BatchSizes(int largest, int smallest) implements Serializable {

    public BatchSizes {
        if (smallest < 1 || largest < 2L * smallest) {
            // Two batches of half the largest size each must not be too small.
            throw new IllegalArgumentException(
                    "batches: expected at least twice the smallest of " + smallest + " samples, found " + largest);
        }
    }

    /** Sizes of the batches of {@code samples}; none if they have to wait. */
    public int[] of(int samples) {
        if (samples < smallest) {
            return new int[0];
        }
        int batches = (samples + largest - 1) / largest;
        int[] sizes = new int[batches];
        Arrays.fill(sizes, samples / batches);
        for (int i = 0; i < samples % batches; i++) {
            sizes[i]++;
        }
        return sizes;
    }
}

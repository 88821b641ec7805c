package io.afterclick.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class BatchSizesTest {

    private static final BatchSizes SIZES = new BatchSizes(100, 32);

    @Test
    void fewWaitAndManyAreCutNearlyEqual() {
        assertThat(SIZES.of(0)).isEmpty();
        assertThat(SIZES.of(31)).isEmpty();
        assertThat(SIZES.of(32)).containsExactly(32);
        assertThat(SIZES.of(100)).containsExactly(100);
        assertThat(SIZES.of(101)).containsExactly(51, 50);
        assertThat(SIZES.of(200)).containsExactly(100, 100);
        assertThat(SIZES.of(202)).containsExactly(68, 67, 67);
    }

    @Test
    void noBatchIsTooLargeOrTooSmall() {
        for (int largest = 64; largest < 70; largest++) {
            BatchSizes sizes = new BatchSizes(largest, 32);
            for (int samples = 32; samples < 500; samples++) {
                assertThat(Arrays.stream(sizes.of(samples)).sum()).isEqualTo(samples);
                assertThat(Arrays.stream(sizes.of(samples))).allMatch(size -> size >= 32 && size <= sizes.largest());
            }
        }
    }

    @Test
    void largestMakesTwoOfTheSmallest() {
        assertThatThrownBy(() -> new BatchSizes(63, 32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batches: expected at least twice the smallest of 32 samples, found 63");
    }
}

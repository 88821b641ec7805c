package io.afterclick.job.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A delay is counted at the first step that is not shorter. */
final class AgeScaleTest {

    @Test
    void stepsAscendFromASecondToAQuarter() {
        List<Long> steps = AgeScale.steps();
        assertThat(steps).isSorted().doesNotHaveDuplicates().startsWith(1_000L).endsWith(90L * 24 * 60 * 60 * 1000);
    }

    @Test
    void boundaryBelongsToItsStep() {
        List<Long> steps = AgeScale.steps();
        assertThat(AgeScale.stepOf(0)).isZero();
        for (int step = 0; step < AgeScale.LONGER; step++) {
            assertThat(AgeScale.stepOf(steps.get(step))).isEqualTo(step);
            assertThat(AgeScale.stepOf(steps.get(step) + 1)).isEqualTo(step + 1);
        }
        assertThat(AgeScale.stepOf(Long.MAX_VALUE)).isEqualTo(AgeScale.LONGER);
    }

    @Test
    void everyPlaceHasANameOfItsOwn() {
        List<String> names = Arrays.stream(CoveredCount.values())
                .flatMap(count -> IntStream.range(0, count.places()).mapToObj(count::name))
                .toList();
        assertThat(names).doesNotHaveDuplicates().contains("covered.clicks.23", "covered.refund_delay.900000");
    }
}

package io.afterclick.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.metrics.ReliabilityBin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Neighbouring bins are joined until a point stands for enough rows. */
final class ReliabilityTest {

    @Test
    void pointsStandForATwentiethOfTheRowsEach() {
        List<ReliabilityBin> bins = new ArrayList<>();
        for (int bin = 0; bin < 100; bin++) {
            bins.add(new ReliabilityBin(bin, 50, 50 * bin, 25 * bin));
        }
        List<List<Number>> curve = Reliability.curve(bins);
        assertThat(curve).hasSize(20);
        assertThat(curve.get(0)).containsExactly(250L, 2.0, 1.0);
        assertThat(curve.get(19)).containsExactly(250L, 97.0, 48.5);
    }

    @Test
    void whatIsTooLittleAtTheEndJoinsTheLastPoint() {
        assertThat(Reliability.curve(List.of(
                        new ReliabilityBin(1, 20, 20, 10),
                        new ReliabilityBin(2, 25, 50, 0),
                        new ReliabilityBin(3, 1, 6, 1))))
                .containsExactly(List.of(20L, 1.0, .5), List.of(26L, 2.15385, .0384615));
    }

    @Test
    void fewRowsAreOnePoint() {
        assertThat(Reliability.curve(List.of(new ReliabilityBin(1, 2, 3, 1), new ReliabilityBin(9, 1, 9, 1))))
                .containsExactly(List.of(3L, 4.0, .666667));
        assertThat(Reliability.curve(List.of())).isEmpty();
    }
}

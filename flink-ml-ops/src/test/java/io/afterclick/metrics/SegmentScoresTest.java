package io.afterclick.metrics;

import static io.afterclick.metrics.MissingReason.EQUAL_LABELS;
import static io.afterclick.metrics.MissingReason.INFINITE;
import static io.afterclick.metrics.MissingReason.NO_ROWS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentScoresTest {

    private final SegmentScores scores = new SegmentScores();

    @Test
    void withoutSegmentsThereIsNoMean() {
        assertThat(scores.mean()).isEqualTo(new RunMean(Metric.missing(NO_ROWS), 0, Map.of()));
    }

    @Test
    void segmentsWithoutAValueLeaveTheMeanAndAreCounted() {
        scores.add(Metric.of(0.5));
        scores.add(Metric.missing(EQUAL_LABELS));
        scores.add(Metric.of(1));
        scores.add(Metric.missing(INFINITE));
        scores.add(Metric.missing(EQUAL_LABELS));

        RunMean mean = scores.mean();
        assertThat(mean).isEqualTo(new RunMean(Metric.of(0.75), 2, Map.of(EQUAL_LABELS, 2L, INFINITE, 1L)));
        assertThat(mean.segmentsLeftOut()).isEqualTo(3);
    }

    @Test
    void runInWhichEverySegmentIsLeftOutHasNoMean() {
        scores.add(Metric.missing(INFINITE));
        assertThat(scores.mean()).isEqualTo(new RunMean(Metric.missing(NO_ROWS), 0, Map.of(INFINITE, 1L)));
    }

    @Test
    void infiniteLogRatioOfOneSegmentDoesNotSpoilTheRun() {
        GmvScores fine = new GmvScores();
        fine.add(2, 1);
        GmvScores zero = new GmvScores();
        zero.add(0, 1);
        scores.add(fine.metrics().alpr());
        scores.add(zero.metrics().alpr());
        assertThat(scores.mean()).isEqualTo(new RunMean(Metric.of(1), 1, Map.of(INFINITE, 1L)));
    }
}

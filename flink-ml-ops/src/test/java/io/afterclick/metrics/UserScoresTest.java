package io.afterclick.metrics;

import static io.afterclick.metrics.MissingReason.EQUAL_LABELS;
import static io.afterclick.metrics.MissingReason.NOT_A_NUMBER;
import static io.afterclick.metrics.MissingReason.NO_ROWS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserScoresTest {

    private static final long ANNA = Long.MIN_VALUE;
    private static final long BERT = -1;
    private static final long CARA = Long.MAX_VALUE;

    private final UserScores scores = new UserScores();

    @Test
    void withoutRowsThereIsNoGauc() {
        assertThat(scores.metrics()).isEqualTo(new UserMetrics(0, 0, 0, 0, Metric.missing(NO_ROWS)));
    }

    @Test
    void usersOfOneClassAreLeftOut() {
        scores.add(ANNA, 0.1, true);
        scores.add(BERT, 0.2, false);
        scores.add(BERT, 0.3, false);
        assertThat(scores.metrics()).isEqualTo(new UserMetrics(3, 0, 0, 2, Metric.missing(EQUAL_LABELS)));
    }

    @Test
    void usersWeighByTheirRows() {
        scores.add(ANNA, 0.1, true);
        scores.add(ANNA, 0.2, false);
        scores.add(BERT, 0.9, true);
        scores.add(BERT, 0.1, false);
        scores.add(BERT, 0.1, false);
        scores.add(BERT, 0.1, false);
        scores.add(BERT, 0.1, false);
        scores.add(BERT, 0.1, false);
        scores.add(CARA, 0.5, true);
        assertThat(scores.metrics()).isEqualTo(new UserMetrics(9, 0, 2, 1, Metric.of(0.75)));
    }

    @Test
    void usersAreNotComparedWithEachOther() {
        scores.add(ANNA, 0.02, true);
        scores.add(ANNA, 0.01, false);
        scores.add(BERT, 0.92, true);
        scores.add(BERT, 0.91, false);
        assertThat(scores.metrics().gauc()).isEqualTo(Metric.of(1));
        assertThat(scores.conversions().metrics().auc()).isEqualTo(Metric.of(0.75));
    }

    @Test
    void zerosOfBothSignsTie() {
        scores.add(ANNA, -0.0, true);
        scores.add(ANNA, 0.0, false);
        assertThat(scores.metrics().gauc()).isEqualTo(Metric.of(0.5));
    }

    @Test
    void infinitiesAreRanked() {
        scores.add(ANNA, Double.POSITIVE_INFINITY, true);
        scores.add(ANNA, Double.NEGATIVE_INFINITY, false);
        assertThat(scores.metrics().gauc()).isEqualTo(Metric.of(1));
    }

    @Test
    void notANumberLeavesNoGaucEvenIfItsUserIsLeftOut() {
        scores.add(ANNA, 0.2, true);
        scores.add(ANNA, 0.1, false);
        scores.add(BERT, Double.NaN, false);
        assertThat(scores.metrics()).isEqualTo(new UserMetrics(3, 1, 1, 1, Metric.missing(NOT_A_NUMBER)));
    }
}

package io.afterclick.metrics;

import static io.afterclick.metrics.MissingReason.EQUAL_LABELS;
import static io.afterclick.metrics.MissingReason.INFINITE;
import static io.afterclick.metrics.MissingReason.NOT_A_NUMBER;
import static io.afterclick.metrics.MissingReason.NO_ROWS;
import static io.afterclick.metrics.MissingReason.OUT_OF_RANGE;
import static io.afterclick.metrics.MissingReason.ZERO_LABELS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GmvScoresTest {

    private final GmvScores scores = new GmvScores();

    @Test
    void withoutRowsNothingHasAValue() {
        Metric none = Metric.missing(NO_ROWS);
        assertThat(scores.metrics()).isEqualTo(new GmvMetrics(0, 0, none, none, none, none));
    }

    @Test
    void oneRowHasNoRank() {
        scores.add(2, 1);
        assertThat(scores.metrics())
                .isEqualTo(
                        new GmvMetrics(1, 0, Metric.missing(EQUAL_LABELS), Metric.of(0), Metric.of(1), Metric.of(2)));
    }

    @Test
    void equalPredictionsRankLikeChance() {
        scores.add(5, 1);
        scores.add(5, 2);
        scores.add(5, 2);
        scores.add(5, 3);
        assertThat(scores.metrics().auc()).isEqualTo(Metric.of(0.5));
    }

    @Test
    void zerosOfBothSignsTie() {
        scores.add(-0.0, 0.0);
        scores.add(0.0, 1);
        scores.add(3, -0.0);
        assertThat(scores.metrics().auc()).isEqualTo(Metric.of(0.25));
    }

    /** A fifth off is close; predictions in single precision are what they are, not what they print. */
    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource({"120,100,1", "80,100,1", "120.00001,100,0", "79.99999,100,0", "0.6,0.5,1", "6,5,1", "0,0,1", "1e-9,0,0"
    })
    void closeIsAFifthOff(double prediction, double label, double accuracy) {
        scores.add(prediction, label);
        assertThat(scores.metrics().acc()).isEqualTo(Metric.of(accuracy));
    }

    @Test
    void notANumberLeavesNoMetric() {
        scores.add(Double.NaN, 1);
        scores.add(2, 2);
        Metric none = Metric.missing(NOT_A_NUMBER);
        assertThat(scores.metrics()).isEqualTo(new GmvMetrics(2, 1, none, none, none, none));
    }

    @Test
    void infinitePredictionHasARankAndNoRatio() {
        scores.add(Double.POSITIVE_INFINITY, 2);
        scores.add(1, 1);
        GmvMetrics metrics = scores.metrics();
        assertThat(metrics.auc()).isEqualTo(Metric.of(1));
        assertThat(metrics.acc()).isEqualTo(Metric.of(0.5));
        assertThat(metrics.alpr()).isEqualTo(Metric.missing(INFINITE));
        assertThat(metrics.pcoc()).isEqualTo(Metric.missing(INFINITE));
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource({"0,5,INFINITE", "-0.0,5,INFINITE", "5,0,INFINITE", "0,0,OUT_OF_RANGE", "-1,5,OUT_OF_RANGE"})
    void zeroHasNoRatio(double prediction, double label, MissingReason reason) {
        scores.add(7, 7);
        scores.add(prediction, label);
        assertThat(scores.metrics().alpr()).isEqualTo(Metric.missing(reason));
    }

    /** Whichever row comes first. */
    @Test
    void outOfRangeCountsBeforeInfinite() {
        scores.add(0, 1);
        scores.add(-1, 2);
        assertThat(scores.metrics().alpr()).isEqualTo(Metric.missing(OUT_OF_RANGE));
    }

    @Test
    void ratioOfExtremeAmountsIsNotInfinite() {
        scores.add(0x1p-600, 0x1p600);
        assertThat(scores.metrics().alpr()).isEqualTo(Metric.of(1200));
    }

    @Test
    void labelsOfZeroHaveNoCalibration() {
        scores.add(1, 0);
        assertThat(scores.metrics().pcoc()).isEqualTo(Metric.missing(ZERO_LABELS));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY})
    void labelThatIsNoAmountIsRefused(double label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scores.add(1, label))
                .withMessage("Label: expected a finite amount of 0 or more, found " + label);
        assertThat(scores.rows()).isZero();
    }

    /** 4.6 thousand million pairs: the lower half tied, the upper half in reverse. */
    @Test
    void morePairsThanAnIntCounts() {
        int rows = 96_000;
        for (int row = 0; row < rows; row++) {
            scores.add(row < rows / 2 ? 1 : rows - row + 1, row);
        }
        double half = rows / 2;
        double tied = half * (half - 1) / 2;
        double comparable = (double) rows * (rows - 1) / 2;
        assertThat(scores.metrics().auc()).isEqualTo(Metric.of((half * half + tied / 2) / comparable));
    }
}

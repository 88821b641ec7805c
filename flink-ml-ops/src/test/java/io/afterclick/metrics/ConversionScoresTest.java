package io.afterclick.metrics;

import static io.afterclick.metrics.Convention.PLAIN;
import static io.afterclick.metrics.Convention.PUBLISHED;
import static io.afterclick.metrics.MissingReason.EQUAL_LABELS;
import static io.afterclick.metrics.MissingReason.INFINITE;
import static io.afterclick.metrics.MissingReason.NOT_A_NUMBER;
import static io.afterclick.metrics.MissingReason.NO_ROWS;
import static io.afterclick.metrics.MissingReason.OUT_OF_RANGE;
import static io.afterclick.metrics.MissingReason.ZERO_LABELS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionScoresTest {

    private final ConversionScores scores = new ConversionScores();

    @ParameterizedTest
    @EnumSource
    void withoutRowsNothingHasAValue(Convention convention) {
        Metric none = Metric.missing(NO_ROWS);
        assertThat(scores.metrics(convention)).isEqualTo(new ConversionMetrics(0, 0, 0, none, none, none, none));
    }

    @Test
    void oneNegativeHasALikelihoodAndNoRank() {
        scores.add(0.5, false);
        ConversionMetrics metrics = scores.metrics();
        assertThat(metrics.auc()).isEqualTo(Metric.missing(EQUAL_LABELS));
        assertThat(metrics.prAuc()).isEqualTo(Metric.missing(EQUAL_LABELS));
        assertThat(metrics.nll()).isEqualTo(Metric.of(Math.log(2)));
        assertThat(metrics.pcoc()).isEqualTo(Metric.missing(ZERO_LABELS));
        assertThat(scores.metrics(PUBLISHED).pcoc()).isEqualTo(Metric.of(0.5 / 1e-6));
    }

    @Test
    void onePositiveIsCalibratedByItself() {
        scores.add(0.25, true);
        ConversionMetrics metrics = scores.metrics();
        assertThat(metrics.auc()).isEqualTo(Metric.missing(EQUAL_LABELS));
        assertThat(metrics.prAuc()).isEqualTo(Metric.missing(EQUAL_LABELS));
        assertThat(metrics.pcoc()).isEqualTo(Metric.of(0.25));
    }

    @Test
    void equalPredictionsRankLikeChance() {
        addAll(0.3, true, false, false, false);
        assertThat(scores.metrics().auc()).isEqualTo(Metric.of(0.5));
        assertThat(scores.metrics().prAuc()).isEqualTo(Metric.of(0.25));
    }

    @Test
    void zerosOfBothSignsTie() {
        scores.add(-0.0, true);
        scores.add(0.0, false);
        ConversionMetrics metrics = scores.metrics();
        assertThat(metrics.auc()).isEqualTo(Metric.of(0.5));
        assertThat(metrics.prAuc()).isEqualTo(Metric.of(0.5));
        assertThat(metrics.nll()).isEqualTo(Metric.of(50));
        assertThat(metrics.pcoc()).isEqualTo(Metric.of(0));
    }

    @Test
    void surePredictionsThatAreRightCostNothing() {
        scores.add(1, true);
        scores.add(-0.0, false);
        assertThat(scores.metrics().nll()).isEqualTo(new Metric.Value(0));
    }

    @ParameterizedTest
    @EnumSource
    void surePredictionThatIsWrongCostsAHundred(Convention convention) {
        scores.add(0, true);
        scores.add(1, false);
        assertThat(scores.metrics(convention).nll()).isEqualTo(Metric.of(100));
    }

    @Test
    void probabilityBelowTheCutCostsAHundredToo() {
        scores.add(Double.MIN_VALUE, true);
        assertThat(scores.metrics().nll()).isEqualTo(Metric.of(100));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void notANumberLeavesNoPlainMetric(boolean converted) {
        addAll(0.5, true, false);
        scores.add(Double.NaN, converted);
        Metric none = Metric.missing(NOT_A_NUMBER);
        assertThat(scores.metrics(PLAIN))
                .isEqualTo(new ConversionMetrics(3, converted ? 2 : 1, 1, none, none, none, none));
    }

    @Test
    void notANumberCountsAsZeroInPublishedRankAndLikelihood() {
        ConversionScores zero = new ConversionScores();
        zero.add(0.4, true);
        zero.add(0, false);
        zero.add(0, true);
        scores.add(0.4, true);
        scores.add(Double.longBitsToDouble(0xfff8000000000001L), false);
        scores.add(Double.NaN, true);

        ConversionMetrics expected = zero.metrics(PUBLISHED);
        Metric none = Metric.missing(NOT_A_NUMBER);
        assertThat(scores.metrics(PUBLISHED))
                .isEqualTo(new ConversionMetrics(3, 2, 2, expected.auc(), none, expected.nll(), none));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, 1.000001, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoProbabilityHasARankAndNoLikelihood(double prediction) {
        addAll(0.5, true);
        scores.add(prediction, false);
        ConversionMetrics metrics = scores.metrics();
        assertThat(metrics.auc()).isEqualTo(Metric.of(prediction > 0.5 ? 0 : 1));
        assertThat(metrics.nll()).isEqualTo(Metric.missing(OUT_OF_RANGE));
        assertThat(metrics.pcoc())
                .isEqualTo(Double.isInfinite(prediction) ? Metric.missing(INFINITE) : Metric.of(0.5 + prediction));
    }

    @Test
    void infinitiesOfOneSignTie() {
        addAll(Double.NEGATIVE_INFINITY, true, false);
        assertThat(scores.metrics().auc()).isEqualTo(Metric.of(0.5));
    }

    @Test
    void infinitiesOfBothSignsHaveNoMean() {
        scores.add(Double.NEGATIVE_INFINITY, false);
        scores.add(Double.POSITIVE_INFINITY, true);
        assertThat(scores.metrics().auc()).isEqualTo(Metric.of(1));
        assertThat(scores.metrics().pcoc()).isEqualTo(Metric.missing(NOT_A_NUMBER));
    }

    /** 2.5 thousand million pairs. */
    @Test
    void morePairsThanAnIntCounts() {
        for (int row = 0; row < 50_000; row++) {
            scores.add(0.25, false);
            scores.add(row < 10_000 ? 0.125f : 0.5f, true);
        }
        assertThat(scores.metrics().auc()).isEqualTo(Metric.of(0.8));
    }

    private void addAll(double prediction, boolean... labels) {
        for (boolean label : labels) {
            scores.add(prediction, label);
        }
    }
}
